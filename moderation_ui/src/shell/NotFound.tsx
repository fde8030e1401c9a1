import { Button } from "@mantine/core";
import { Link } from "react-router";
import { Blank } from "./States";

export function NotFound() {
  return (
    <Blank
      title="There is nothing here"
      action={
        <Button component={Link} to="/" size="md" variant="default">
          Go to your start page
        </Button>
      }
    >
      <title>Not found · Safelight</title>
      The page does not exist, or what it showed was taken down.
    </Blank>
  );
}
