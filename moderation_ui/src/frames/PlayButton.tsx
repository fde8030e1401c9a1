import { ActionIcon } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";

interface PlayButtonProps {
  playing: boolean;
  onToggle: () => void;
}

export function PlayButton({ playing, onToggle }: PlayButtonProps) {
  const Icon = playing ? IconPlayerPause : IconPlayerPlay;
  return (
    <ActionIcon size={44} aria-label={playing ? "Pause" : "Play"} onClick={onToggle}>
      <Icon size={22} stroke={1.7} aria-hidden="true" />
    </ActionIcon>
  );
}
