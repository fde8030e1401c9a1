import { Button, MantineProvider } from "@mantine/core";
import { cssVariables, theme } from "../theme/theme";
import { Blank } from "./States";

/** The last resort: a part of the page failed to draw, or a new release replaced its files. */
export function Broken() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Blank
        role="alert"
        title="This page stopped working"
        action={
          <Button size="md" onClick={() => window.location.reload()}>
            Reload
          </Button>
        }
      >
        Nothing that you submitted is lost. Reloading usually helps.
      </Blank>
    </MantineProvider>
  );
}
