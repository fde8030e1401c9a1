import { NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import type { Vocabulary } from "../api/types";
import { optionsOf } from "../words/vocabulary";
import classes from "./CaseFields.module.css";
import type { CaseForm } from "./case-form";

interface CaseFieldsProps {
  form: CaseForm;
  vocabulary: Vocabulary;
}

export function CaseFields({ form, vocabulary }: CaseFieldsProps) {
  const pick = { value: "", label: "Pick one" };
  return (
    <Stack gap="lg">
      <p className={classes.hint}>
        <IconEyeOff size={22} stroke={1.6} aria-hidden="true" />
        <span>
          Write no names, birth dates, record numbers, places or employers, neither the patient’s
          nor your own.
        </span>
      </p>
      <TextInput
        label="Title"
        placeholder="Annular rash on the forearm"
        maxLength={120}
        key={form.key("title")}
        {...form.getInputProps("title")}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
        <NativeSelect
          label="Specialty"
          data={[pick, ...optionsOf(vocabulary.specialties)]}
          key={form.key("specialty")}
          {...form.getInputProps("specialty")}
        />
        <NativeSelect
          label="Body region"
          data={[pick, ...optionsOf(vocabulary.body_regions)]}
          key={form.key("body_region")}
          {...form.getInputProps("body_region")}
        />
      </SimpleGrid>
      <TextInput
        label="Diagnosis"
        placeholder="Known or suspected; may stay empty"
        maxLength={120}
        key={form.key("diagnosis")}
        {...form.getInputProps("diagnosis")}
      />
      <SimpleGrid cols={2} spacing="lg">
        <NativeSelect
          label="Age band"
          data={optionsOf(vocabulary.age_bands)}
          key={form.key("age_band")}
          {...form.getInputProps("age_band")}
        />
        <NativeSelect
          label="Sex"
          data={optionsOf(vocabulary.sexes)}
          key={form.key("sex")}
          {...form.getInputProps("sex")}
        />
      </SimpleGrid>
      <Textarea
        label="Caption"
        placeholder="What colleagues should look at, and what you want to know"
        autosize
        minRows={4}
        maxRows={12}
        maxLength={2000}
        key={form.key("caption")}
        {...form.getInputProps("caption")}
      />
    </Stack>
  );
}
