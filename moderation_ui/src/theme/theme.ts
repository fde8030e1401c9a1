import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineColorsTuple,
  Modal,
  NativeSelect,
  PasswordInput,
  Textarea,
  TextInput,
  Tooltip,
  virtualColor,
} from "@mantine/core";

const ink: MantineColorsTuple = [
  "#f7f5f3",
  "#efebe7",
  "#e0dad4",
  "#c9c1b9",
  "#a79d94",
  "#84796f",
  "#645a52",
  "#4a423b",
  "#332c27",
  "#211c18",
];

const lamp: MantineColorsTuple = [
  "#fff3e0",
  "#ffe2b8",
  "#ffd08c",
  "#ffbd5e",
  "#ffab3d",
  "#f99a22",
  "#dd7f0c",
  "#b06208",
  "#8c4c06",
  "#693905",
];

const red: MantineColorsTuple = [
  "#fff0ed",
  "#fdded8",
  "#f8bcb1",
  "#f39687",
  "#ee7663",
  "#e55b45",
  "#cf4630",
  "#b0341f",
  "#8f2a19",
  "#6d2013",
];

const teal: MantineColorsTuple = [
  "#e9f8f1",
  "#d2efe2",
  "#a6dec6",
  "#75cba6",
  "#4fba8c",
  "#30a377",
  "#1d8962",
  "#12704f",
  "#0d5a40",
  "#094430",
];

const gray: MantineColorsTuple = [
  "#faf9f8",
  "#f4f2f0",
  "#eae7e3",
  "#dcd7d2",
  "#c6bfb8",
  "#9a9189",
  "#736a62",
  "#57504a",
  "#3a3530",
  "#211d1a",
];

const dark: MantineColorsTuple = [
  "#efeae5",
  "#d3cbc3",
  "#ada399",
  "#8d8379",
  "#3d3630",
  "#2d2823",
  "#231f1b",
  "#171412",
  "#110f0d",
  "#0b0a09",
];

const systemFont =
  'system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

const dialogStyles = {
  header: { paddingBlock: "18px 10px" },
  title: { fontSize: "1.1875rem", fontWeight: 680, letterSpacing: "-0.015em" },
};

const field = { defaultProps: { size: "md" } };

export const theme = createTheme({
  colors: {
    ink,
    lamp,
    red,
    teal,
    gray,
    dark,
    primary: virtualColor({ name: "primary", light: "ink", dark: "lamp" }),
  },
  primaryColor: "primary",
  primaryShade: { light: 9, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  black: "#1d1916",
  fontFamily: systemFont,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  headings: { fontFamily: systemFont, fontWeight: "680" },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "6px", md: "10px", lg: "14px", xl: "20px" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { fw: 620 } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    TextInput: TextInput.extend(field),
    PasswordInput: PasswordInput.extend(field),
    NativeSelect: NativeSelect.extend(field),
    Textarea: Textarea.extend(field),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: "lg",
        overlayProps: { backgroundOpacity: 0.6 },
        closeButtonProps: { "aria-label": "Close" },
      },
      styles: dialogStyles,
    }),
    Drawer: Drawer.extend({
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      styles: dialogStyles,
    }),
  },
});

/** Contrast of secondary text and of errors is AA on both backgrounds; Mantine's own is not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "var(--s-page)",
    "--mantine-color-text": "var(--s-ink)",
    "--mantine-color-dimmed": "var(--s-muted)",
    "--mantine-color-placeholder": "#7d746c",
    "--mantine-color-error": "#b0341f",
    "--mantine-color-default-border": "var(--s-line-strong)",
    "--mantine-color-red-filled": "#b0341f",
    "--mantine-color-red-filled-hover": "#8f2a19",
    "--mantine-color-red-light-color": "#b0341f",
    "--mantine-color-anchor": "var(--s-lamp-text)",
  },
  dark: {
    "--mantine-color-body": "var(--s-page)",
    "--mantine-color-text": "var(--s-ink)",
    "--mantine-color-dimmed": "var(--s-muted)",
    "--mantine-color-placeholder": "#8d8379",
    "--mantine-color-error": "#f39687",
    "--mantine-color-default": "var(--s-raised)",
    "--mantine-color-default-border": "var(--s-line-strong)",
    "--mantine-color-red-filled": "#cf4630",
    "--mantine-color-red-filled-hover": "#b0341f",
    "--mantine-color-red-light-color": "#f6a698",
    "--mantine-color-anchor": "var(--s-lamp-text)",
  },
});
