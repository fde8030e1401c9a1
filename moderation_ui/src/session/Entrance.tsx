import type { ReactNode } from "react";
import { Link } from "react-router";
import { LampScene, Wordmark } from "../shell/Lamp";
import classes from "./Entrance.module.css";

interface EntranceProps {
  title: string;
  lead?: string;
  children: ReactNode;
  foot: ReactNode;
}

/** The door: a dark room with one lamp, and a form. */
export function Entrance({ title, lead, children, foot }: EntranceProps) {
  return (
    <main className={classes.entrance}>
      <title>{`${title} · Safelight`}</title>
      <div className={classes.room}>
        <LampScene />
        <Link to="/log-in" className={classes.mark} aria-label="Safelight">
          <Wordmark size={30} />
        </Link>
        <div className={classes.promise}>
          <p className={classes.claim}>In the dark until it is safe to show.</p>
          <p className={classes.detail}>
            Clinical images are stripped of everything that names a patient, looked at by a person,
            and only then shared with verified colleagues.
          </p>
        </div>
      </div>
      <div className={classes.door}>
        <div className={classes.form}>
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
          <p className={classes.foot}>{foot}</p>
        </div>
      </div>
    </main>
  );
}
