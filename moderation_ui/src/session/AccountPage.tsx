import { Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "react-router";
import { initialsOf } from "../shell/AccountMenu";
import { Page } from "../shell/Page";
import { VerificationBadge } from "../verification/VerificationBadge";
import { ROLES } from "../words/roles";
import classes from "./AccountPage.module.css";
import { useAccount, useLogOut } from "./queries";

export function Component() {
  const account = useAccount();
  const logOut = useLogOut();
  return (
    <Page title="Account" width="form">
      <section className={classes.card}>
        <div className={classes.who}>
          <span className={classes.initials} aria-hidden="true">
            {initialsOf(account.display_name)}
          </span>
          <div className={classes.names}>
            <h2>{account.display_name}</h2>
            <p>{account.email}</p>
          </div>
        </div>
        <dl className={classes.facts}>
          <div>
            <dt>{account.roles.length === 1 ? "Role" : "Roles"}</dt>
            <dd>{account.roles.map((role) => ROLES[role]).join(", ")}</dd>
          </div>
        </dl>
        {account.roles.includes("clinician") && (
          <Link to="/verification" className={classes.row}>
            <span>Professional licence</span>
            <VerificationBadge state={account.verification} />
            <IconChevronRight size={20} aria-hidden="true" />
          </Link>
        )}
      </section>
      <Button
        variant="default"
        size="lg"
        fullWidth
        mt="lg"
        loading={logOut.isPending}
        onClick={() => logOut.mutate()}
      >
        Log out
      </Button>
    </Page>
  );
}
