import { ReasonDialog } from "../shell/ReasonDialog";
import { TAKEDOWN_REASONS } from "../words/reasons";
import { useWithdraw } from "./queries";

interface WithdrawDialogProps {
  id: string;
  opened: boolean;
  onClose: () => void;
}

export function WithdrawDialog({ id, opened, onClose }: WithdrawDialogProps) {
  const withdraw = useWithdraw(id);
  return (
    <ReasonDialog
      title="Withdraw this case?"
      words="It disappears for everybody at once. This cannot be undone."
      reasons={TAKEDOWN_REASONS}
      confirm="Withdraw"
      busy={withdraw.isPending}
      opened={opened}
      onClose={onClose}
      onConfirm={(reason) => withdraw.mutate(reason, { onSuccess: onClose })}
    />
  );
}
