import { NavLink } from "react-router";
import type { Account } from "../api/types";
import { areasOf, homeOf, isConsole } from "../session/areas";
import { AccountMenu } from "./AccountMenu";
import { Wordmark } from "./Lamp";
import classes from "./TopBar.module.css";

export function TopBar({ account }: { account: Account }) {
  return (
    <header className={classes.bar}>
      <NavLink to={homeOf(account)} className={classes.home} aria-label="Safelight, home">
        <Wordmark />
      </NavLink>
      <nav className={classes.nav} aria-label="Areas">
        {areasOf(account).map((area) => (
          <NavLink
            key={area.name}
            to={area.path}
            className={classes.link}
            // Going between the console and the app changes the light; a jump looks calmer.
            viewTransition={!isConsole(area.path)}
          >
            {area.label}
          </NavLink>
        ))}
      </nav>
      <AccountMenu account={account} />
    </header>
  );
}
