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
      viewBox="0 0 400 400"
      className={classes.scene}
      aria-hidden="true"
      preserveAspectRatio="xMidYMin slice"
    >
      <defs>
        <radialGradient id={`${id}-glow`} cx="50%" cy="27%" r="68%">
          <stop offset="0" stopColor="#ff8f35" stopOpacity="0.6" />
          <stop offset="0.2" stopColor="#e8501f" stopOpacity="0.34" />
          <stop offset="0.6" stopColor="#8a2212" stopOpacity="0.15" />
          <stop offset="1" stopColor="#15110e" stopOpacity="0" />
        </radialGradient>
        <linearGradient id={`${id}-cone`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#ffae52" stopOpacity="0.4" />
          <stop offset="1" stopColor="#ff6a2b" stopOpacity="0" />
        </linearGradient>
        <filter id={`${id}-soft`} x="-40%" y="-20%" width="180%" height="140%">
          <feGaussianBlur stdDeviation="11" />
        </filter>
      </defs>
      <rect width="400" height="400" fill={`url(#${id}-glow)`} />
      <path
        d="M180 104 84 400h232l-96-296z"
        fill={`url(#${id}-cone)`}
        filter={`url(#${id}-soft)`}
      />
      <path d="M200 0v70" stroke="#f3e6d8" strokeOpacity="0.55" strokeWidth="1.4" />
      <path d="M196 66h8v7h-8z" fill="#4a3a2f" />
      <path d="M166 104c2-19 15-32 34-32s32 13 34 32z" fill="#241b16" />
      <path d="M166 104c2-19 15-32 34-32" fill="none" stroke="#f3e6d8" strokeOpacity="0.22" />
      <path d="M183 105h34a17 15 0 0 1-34 0z" fill="#ffb24d" />
    </svg>
  );
}
