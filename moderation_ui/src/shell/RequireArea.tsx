import { Button } from "@mantine/core";
import { Link, Outlet } from "react-router";
import { AREAS, type AreaName, homeOf, mayEnter } from "../session/areas";
import { useAccount } from "../session/queries";
import { Blank } from "./States";

/** Says so when an account opens an area that is not its own, instead of failing call by call. */
export function RequireArea({ name }: { name: AreaName }) {
  const account = useAccount();
  const area = AREAS.find((candidate) => candidate.name === name);
  if (area && mayEnter(account, area)) return <Outlet />;
  return (
    <Blank
      title="This is not your area"
      action={
        <Button component={Link} to={homeOf(account)} size="md" variant="default">
          Go to your start page
        </Button>
      }
    >
      Your account does not have the role for this page. An administrator can give it to you.
    </Blank>
  );
}
