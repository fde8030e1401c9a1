import { Skeleton, Stack } from "@mantine/core";
import { useState } from "react";
import { Awaited } from "../shell/Awaited";
import { Page } from "../shell/Page";
import { useVocabulary } from "../words/queries";
import { useVerification } from "./queries";
import { VerificationForm } from "./VerificationForm";
import { VerificationStatus } from "./VerificationStatus";

export function Component() {
  const verification = useVerification();
  const vocabulary = useVocabulary();
  const [asking, setAsking] = useState(false);
  return (
    <Page
      title="Professional licence"
      lead="Only licensed professionals publish and search cases. An officer checks yours once."
      width="form"
      back={{ to: "/account", label: "Account" }}
    >
      <Awaited query={verification} skeleton={<FormSkeleton />}>
        {(current) =>
          current && !asking ? (
            <VerificationStatus verification={current} onAskAgain={() => setAsking(true)} />
          ) : (
            <Awaited query={vocabulary} skeleton={<FormSkeleton />}>
              {({ professions }) => (
                <VerificationForm
                  professions={professions}
                  earlier={current}
                  onSent={() => setAsking(false)}
                />
              )}
            </Awaited>
          )
        }
      </Awaited>
    </Page>
  );
}

function FormSkeleton() {
  return (
    <Stack gap="lg">
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={48} radius="md" />
      ))}
    </Stack>
  );
}
