import { Menu, UnstyledButton } from "@mantine/core";
import { IconLogout, IconRosetteDiscountCheck, IconUser } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Account } from "../api/types";
import { useLogOut } from "../session/queries";
import { VERIFICATION_STATES } from "../words/roles";
import classes from "./AccountMenu.module.css";

export function initialsOf(name: string): string {
  const words = name.replace(/^(dr|prof)\.?\s+/i, "").split(/\s+/);
  return [words.at(0), words.length > 1 ? words.at(-1) : ""]
    .map((word) => word?.charAt(0).toUpperCase() ?? "")
    .join("");
}

export function AccountMenu({ account }: { account: Account }) {
  const logOut = useLogOut();
  const initials = initialsOf(account.display_name);
  return (
    <Menu position="bottom-end" width={260} radius="md" shadow="lg">
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={`Account menu, ${initials}`}>
          <span className={classes.initials} aria-hidden="true">
            {initials}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{account.display_name}</strong>
          <span>{account.email}</span>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={18} />}>
          Account
        </Menu.Item>
        {account.roles.includes("clinician") && (
          <Menu.Item
            component={Link}
            to="/verification"
            leftSection={<IconRosetteDiscountCheck size={18} />}
          >
            Verification: {VERIFICATION_STATES[account.verification].toLowerCase()}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => logOut.mutate()}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
