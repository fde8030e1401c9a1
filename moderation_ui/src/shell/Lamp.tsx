import { useId } from "react";
import classes from "./Lamp.module.css";

interface LampMarkProps {
  size?: number;
  /** An unlit lamp stands for "nothing here". */
  lit?: boolean;
}

export function LampMark({ size = 28, lit = true }: LampMarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className={classes.mark}>
      <path d="M16 1.5v6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M4.5 18.5a11.5 11.5 0 0 1 23 0z" fill="currentColor" />
      <path d="M10 21.5h12a6 6 0 0 1-12 0z" className={lit ? classes.lit : classes.unlit} />
    </svg>
  );
}

export function Wordmark({ size = 26 }: { size?: number }) {
  return (
    <span className={classes.wordmark} style={{ fontSize: size * 0.74 }}>
      <LampMark size={size} />
      <span>safelight</span>
    </span>
  );
}

/** The lamp over a dark bench: the picture of the log-in page. */
export function LampScene() {
  const id = useId();
  return (
    <svg
      viewBox="0 0 400 360"
      className={classes.scene}
      aria-hidden="true"
      preserveAspectRatio="xMidYMin slice"
    >
      <defs>
        <radialGradient id={`${id}-glow`} cx="50%" cy="30%" r="62%">
          <stop offset="0" stopColor="#ff8a2b" stopOpacity="0.62" />
          <stop offset="0.28" stopColor="#e2491f" stopOpacity="0.3" />
          <stop offset="0.65" stopColor="#7d1d10" stopOpacity="0.12" />
          <stop offset="1" stopColor="#15110e" stopOpacity="0" />
        </radialGradient>
        <linearGradient id={`${id}-cone`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#ff9d3c" stopOpacity="0.34" />
          <stop offset="1" stopColor="#ff6a2b" stopOpacity="0" />
        </linearGradient>
      </defs>
      <rect width="400" height="360" fill={`url(#${id}-glow)`} />
      <path d="M168 118 96 360h208l-72-242z" fill={`url(#${id}-cone)`} />
      <path d="M200 0v62" stroke="#f3e6d8" strokeOpacity="0.75" strokeWidth="3" />
      <path d="M150 110a50 50 0 0 1 100 0z" fill="#2a211b" stroke="#f3e6d8" strokeOpacity="0.28" />
      <path d="M174 113h52a26 26 0 0 1-52 0z" fill="#ffab3d" />
    </svg>
  );
}
