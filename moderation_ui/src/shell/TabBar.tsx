import {
  IconActivityHeartbeat,
  IconBooks,
  IconId,
  IconPhotoUp,
  IconShieldSearch,
  IconUserCircle,
} from "@tabler/icons-react";
import { NavLink } from "react-router";
import type { Account } from "../api/types";
import { type AreaName, areasOf } from "../session/areas";
import classes from "./TabBar.module.css";

const ICONS: Record<AreaName, typeof IconBooks> = {
  uploads: IconPhotoUp,
  library: IconBooks,
  review: IconShieldSearch,
  checks: IconId,
  operations: IconActivityHeartbeat,
};

/** The phone's way around, under the thumb. */
export function TabBar({ account }: { account: Account }) {
  return (
    <nav className={classes.bar} aria-label="Areas">
      {areasOf(account).map(({ name, path, label }) => {
        const Icon = ICONS[name];
        return (
          <NavLink key={name} to={path} className={classes.tab}>
            <Icon size={24} stroke={1.6} aria-hidden="true" />
            {label}
          </NavLink>
        );
      })}
      <NavLink to="/account" className={classes.tab}>
        <IconUserCircle size={24} stroke={1.6} aria-hidden="true" />
        Account
      </NavLink>
    </nav>
  );
}
