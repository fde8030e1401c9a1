import { Button, MantineProvider } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { useRouteError } from "react-router";
import { cssVariables, theme } from "../theme/theme";
import { Blank } from "./States";

/** A part of the page could not be fetched: no network, or a new release replaced the files. */
function isMissingPart(error: unknown): boolean {
  const words = error instanceof Error ? error.message : "";
  return /preload|dynamically imported|importing a module|load failed|failed to fetch/i.test(words);
}

/** A page that failed to draw, inside the frame that did not. */
export function Broken() {
  const error = useRouteError();
  const missing = isMissingPart(error);

  useEffect(() => {
    if (!missing) return;
    const reload = () => window.location.reload();
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [missing]);

  return (
    <Blank
      role="alert"
      art={missing ? <IconCloudOff size={46} stroke={1.4} /> : undefined}
      title={missing ? "This page could not be fetched" : "This page stopped working"}
      action={
        <Button size="md" onClick={() => window.location.reload()}>
          Reload
        </Button>
      }
    >
      {missing
        ? "Check the connection. The page comes back by itself as soon as there is one."
        : "Nothing that you submitted is lost. Reloading usually helps."}
    </Blank>
  );
}

/** The last resort: not even the frame could be drawn. */
export function BrokenRoot() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Broken />
    </MantineProvider>
  );
}
