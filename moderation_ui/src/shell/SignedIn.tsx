import { useEffect } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { isConsole } from "../session/areas";
import { useSession } from "../session/queries";
import { Awaited } from "./Awaited";
import { LampMark } from "./Lamp";
import { fetchAhead } from "./pages";
import classes from "./SignedIn.module.css";
import { TabBar } from "./TabBar";
import { TopBar } from "./TopBar";

/** The frame around everything that needs an account. */
export function SignedIn() {
  const session = useSession();
  const { pathname, search } = useLocation();
  const account = session.data;
  useEffect(() => (account ? fetchAhead(account) : undefined), [account]);
  return (
    <Awaited query={session} skeleton={<Opening />}>
      {(account) =>
        account ? (
          <div className={classes.frame} data-console={isConsole(pathname) || undefined}>
            <a href="#content" className={classes.skip}>
              Skip to content
            </a>
            <TopBar account={account} />
            <main id="content" className={classes.main} tabIndex={-1}>
              <Outlet />
            </main>
            <TabBar account={account} />
          </div>
        ) : (
          <Navigate to="/log-in" replace state={{ from: pathname + search }} />
        )
      }
    </Awaited>
  );
}

function Opening() {
  return (
    <div className={classes.opening} role="status" aria-label="Opening Safelight">
      <LampMark size={56} />
    </div>
  );
}
