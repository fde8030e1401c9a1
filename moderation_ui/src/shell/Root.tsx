import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { queryClient } from "../api/query-client";
import { isConsole } from "../session/areas";
import { cssVariables, theme } from "../theme/theme";
import { OfflineBanner } from "./OfflineBanner";

export function Root() {
  const { pathname } = useLocation();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      forceColorScheme={isConsole(pathname) ? "dark" : undefined}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-center" limit={3} />
        <OfflineBanner />
        <Outlet />
        <ScrollRestoration />
      </QueryClientProvider>
    </MantineProvider>
  );
}
