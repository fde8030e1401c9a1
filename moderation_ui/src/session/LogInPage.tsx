import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, Navigate, useLocation } from "react-router";
import { wordsFor } from "../api/problem";
import { homeOf } from "./areas";
import { Entrance } from "./Entrance";
import { useLogIn, useSession } from "./queries";

/** The page that somebody was sent away from, when the router put it there. */
function cameFrom(state: unknown): string | null {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === "string" && from.startsWith("/") && from !== "/" ? from : null;
}

export function Component() {
  const session = useSession();
  const logIn = useLogIn();
  const { state } = useLocation();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.trim() ? null : "Enter your email address"),
      password: (value) => (value ? null : "Enter your password"),
    },
  });

  if (session.data) return <Navigate to={cameFrom(state) ?? homeOf(session.data)} replace />;

  return (
    <Entrance
      title="Log in"
      foot={
        <>
          New here? <Link to="/register">Create an account</Link>
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => logIn.mutate(values))} noValidate>
        <Stack gap="md">
          {logIn.error && (
            <Alert color="red" variant="light" role="alert">
              {wordsFor(logIn.error)}
            </Alert>
          )}
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            size="md"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": "Show what I type" }}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="lg" mt={6} loading={logIn.isPending} fullWidth>
            Log in
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
