import { createBrowserRouter } from "react-router";
import { Broken } from "./Broken";
import { Home } from "./Home";
import { NotFound } from "./NotFound";
import { RequireArea } from "./RequireArea";
import { Root } from "./Root";
import { SignedIn } from "./SignedIn";

/** Every area is its own chunk: a phone loads the app, never the console. */
export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: Broken,
    // Shown for the moment before the first page's own code is here.
    HydrateFallback: () => null,
    children: [
      { path: "/log-in", lazy: () => import("../session/LogInPage") },
      { path: "/register", lazy: () => import("../session/RegisterPage") },
      {
        Component: SignedIn,
        children: [
          { index: true, Component: Home },
          { path: "/account", lazy: () => import("../session/AccountPage") },
          {
            element: <RequireArea name="uploads" />,
            children: [
              { path: "/uploads", lazy: () => import("../submissions/UploadsPage") },
              { path: "/uploads/new", lazy: () => import("../upload/NewCasePage") },
              { path: "/uploads/:id", lazy: () => import("../submissions/UploadPage") },
              { path: "/uploads/:id/edit", lazy: () => import("../upload/EditCasePage") },
              { path: "/verification", lazy: () => import("../verification/VerificationPage") },
            ],
          },
          {
            element: <RequireArea name="library" />,
            children: [
              { path: "/library", lazy: () => import("../library/LibraryPage") },
              { path: "/library/:id", lazy: () => import("../library/CasePage") },
            ],
          },
          {
            element: <RequireArea name="review" />,
            children: [{ path: "/review/:id?", lazy: () => import("../review/ReviewPage") }],
          },
          {
            element: <RequireArea name="checks" />,
            children: [{ path: "/checks", lazy: () => import("../checks/ChecksPage") }],
          },
          {
            element: <RequireArea name="operations" />,
            children: [{ path: "/operations", lazy: () => import("../operations/OperationsPage") }],
          },
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
]);
