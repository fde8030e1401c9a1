import { Button } from "@mantine/core";
import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import type { VerificationState } from "../api/types";
import { Page } from "../shell/Page";
import { Blank } from "../shell/States";

/** The library's closed door, with the key next to it. */
export function NotVerified({ state }: { state: VerificationState }) {
  const waiting = state === "requested";
  return (
    <Page title="Library">
      <Blank
        art={<IconRosetteDiscountCheck size={52} stroke={1.3} />}
        title={waiting ? "Your licence is being checked" : "The library is for verified colleagues"}
        action={
          <Button
            component={Link}
            to="/verification"
            size="lg"
            variant={waiting ? "default" : "filled"}
          >
            {waiting ? "See your verification" : "Verify your licence"}
          </Button>
        }
      >
        {waiting
          ? "The library opens as soon as an officer has confirmed it. You can upload in the meantime."
          : "Patients agreed that clinicians see their images. Show once that you are one, and it opens."}
      </Blank>
    </Page>
  );
}
