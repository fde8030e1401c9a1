import { Navigate } from "react-router";
import { homeOf } from "../session/areas";
import { useAccount } from "../session/queries";

export function Home() {
  return <Navigate to={homeOf(useAccount())} replace />;
}
