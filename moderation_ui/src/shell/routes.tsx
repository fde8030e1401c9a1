import { createBrowserRouter } from "react-router";
import { Broken, BrokenRoot } from "./Broken";
import { Home } from "./Home";
import { NotFound } from "./NotFound";
import { pages } from "./pages";
import { RequireArea } from "./RequireArea";
import { Root } from "./Root";
import { SignedIn } from "./SignedIn";

const signedIn = [
  { index: true, Component: Home },
  { path: "/account", lazy: pages.account },
  {
    element: <RequireArea name="uploads" />,
    children: [
      { path: "/uploads", lazy: pages.uploads },
      { path: "/uploads/new", lazy: pages.newCase },
      { path: "/uploads/:id", lazy: pages.upload },
      { path: "/uploads/:id/edit", lazy: pages.editCase },
      { path: "/verification", lazy: pages.verification },
    ],
  },
  {
    element: <RequireArea name="library" />,
    children: [
      { path: "/library", lazy: pages.library },
      { path: "/library/:id", lazy: pages.case },
    ],
  },
  {
    element: <RequireArea name="review" />,
    children: [{ path: "/review/:id?", lazy: pages.review }],
  },
  {
    element: <RequireArea name="checks" />,
    children: [{ path: "/checks", lazy: pages.checks }],
  },
  {
    element: <RequireArea name="operations" />,
    children: [{ path: "/operations", lazy: pages.operations }],
  },
  { path: "*", Component: NotFound },
];

export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: BrokenRoot,
    // Shown for the moment before the first page's own code is here.
    HydrateFallback: () => null,
    children: [
      { path: "/log-in", lazy: pages.logIn },
      { path: "/register", lazy: pages.register },
      { Component: SignedIn, children: [{ ErrorBoundary: Broken, children: signedIn }] },
    ],
  },
]);
