import { useNetwork } from "@mantine/hooks";
import { IconCloudOff } from "@tabler/icons-react";
import classes from "./OfflineBanner.module.css";

export function OfflineBanner() {
  const { online } = useNetwork();
  if (online) return null;
  return (
    <div className={classes.banner} role="status">
      <IconCloudOff size={18} aria-hidden="true" />
      You are offline. What you see may be old; nothing is sent until you are back.
    </div>
  );
}
