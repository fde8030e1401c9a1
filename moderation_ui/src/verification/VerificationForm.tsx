import { Alert, Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { fieldErrors, wordsFor } from "../api/problem";
import type { Verification, VerificationRequest } from "../api/types";
import { optionsOf } from "../words/vocabulary";
import { COUNTRY_OPTIONS } from "./countries";
import { useRequestVerification } from "./queries";

interface VerificationFormProps {
  professions: readonly string[];
  earlier: Verification | null;
  onSent: () => void;
}

const required = (words: string) => (value: string) => (value.trim().length >= 2 ? null : words);

export function VerificationForm({ professions, earlier, onSent }: VerificationFormProps) {
  const request = useRequestVerification();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: {
      full_name: earlier?.full_name ?? "",
      profession: earlier?.profession ?? "",
      licence_number: earlier?.licence_number ?? "",
      authority: earlier?.authority ?? "",
      country: earlier?.country ?? "",
    },
    validate: {
      full_name: required("Enter your name as on the licence"),
      profession: required("Pick your profession"),
      licence_number: required("Enter the licence number"),
      authority: required("Enter who issued it"),
      country: required("Pick the country"),
    },
  });
  const submit = form.onSubmit((values) =>
    request.mutate(values as VerificationRequest, {
      onSuccess: onSent,
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {request.error && (
          <Alert color="red" variant="light" role="alert">
            {wordsFor(request.error)}
          </Alert>
        )}
        <TextInput
          label="Full name"
          description="As it stands on the licence"
          autoComplete="name"
          key={form.key("full_name")}
          {...form.getInputProps("full_name")}
        />
        <NativeSelect
          label="Profession"
          data={[{ value: "", label: "Pick one" }, ...optionsOf(professions)]}
          key={form.key("profession")}
          {...form.getInputProps("profession")}
        />
        <TextInput
          label="Licence number"
          autoComplete="off"
          autoCapitalize="characters"
          key={form.key("licence_number")}
          {...form.getInputProps("licence_number")}
        />
        <TextInput
          label="Issuing authority"
          description="The board, chamber or council that issued it"
          key={form.key("authority")}
          {...form.getInputProps("authority")}
        />
        <NativeSelect
          label="Country"
          data={[{ value: "", label: "Pick one" }, ...COUNTRY_OPTIONS]}
          key={form.key("country")}
          {...form.getInputProps("country")}
        />
        <Button type="submit" size="lg" fullWidth loading={request.isPending}>
          Send for verification
        </Button>
      </Stack>
    </form>
  );
}
