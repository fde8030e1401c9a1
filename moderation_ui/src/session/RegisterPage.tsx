import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, Navigate } from "react-router";
import { fieldErrors, hasStatus, wordsFor } from "../api/problem";
import { Entrance } from "./Entrance";
import { useRegister, useSession } from "./queries";

const MIN_PASSWORD = 10;

export function Component() {
  const session = useSession();
  const register = useRegister();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { display_name: "", email: "", password: "" },
    validate: {
      display_name: (value) => (value.trim().length >= 2 ? null : "Enter your name"),
      email: (value) =>
        /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim()) ? null : "Enter an email address",
      password: (value) =>
        value.length >= MIN_PASSWORD ? null : `Use at least ${MIN_PASSWORD} characters`,
    },
  });

  if (session.data) return <Navigate to="/verification" replace />;

  const submit = form.onSubmit((values) =>
    register.mutate(values, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );

  return (
    <Entrance
      title="Create an account"
      lead="For clinicians. You can upload at once; your licence is checked before anything is published."
      foot={
        <>
          Already have one? <Link to="/log-in">Log in</Link>
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {register.error && (
            <Alert color="red" variant="light" role="alert">
              {hasStatus(register.error, 409)
                ? "There is an account with this email already."
                : wordsFor(register.error)}
            </Alert>
          )}
          <TextInput
            label="Name"
            description="As colleagues will see it"
            autoComplete="name"
            key={form.key("display_name")}
            {...form.getInputProps("display_name")}
          />
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label="Password"
            description={`At least ${MIN_PASSWORD} characters`}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": "Show what I type" }}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="lg" mt={6} loading={register.isPending} fullWidth>
            Create account
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
