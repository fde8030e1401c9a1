import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import classes from "./Page.module.css";

interface PageProps {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  back?: { to: string; label: string };
  width?: "form" | "list" | "wide";
  children: ReactNode;
}

/** The frame of every page outside the console: title, way back, measure. */
export function Page({ title, lead, aside, back, width = "list", children }: PageProps) {
  return (
    <div className={classes.page} data-width={width}>
      <title>{`${title} · Safelight`}</title>
      {back && (
        <Link to={back.to} className={classes.back}>
          <IconArrowLeft size={18} aria-hidden="true" />
          {back.label}
        </Link>
      )}
      <div className={classes.head}>
        <div className={classes.headings}>
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
    </div>
  );
}
