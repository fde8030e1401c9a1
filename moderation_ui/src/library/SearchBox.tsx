import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";

interface SearchBoxProps {
  value: string;
  onSearch: (value: string) => void;
}

/**
 * Searches while one types, a moment after the last key; at once when one is done typing, because
 * a search that comes later would call back whoever has opened a case meanwhile.
 */
export function SearchBox({ value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback(onSearch, 300);

  useEffect(() => setTyped(value), [value]);

  const type = (text: string) => {
    setTyped(text);
    search(text.trim());
  };

  return (
    <TextInput
      type="search"
      size="lg"
      radius="xl"
      aria-label="Search cases"
      placeholder="Search cases"
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => search.flush()}
      onKeyDown={({ key }) => key === "Enter" && search.flush()}
      leftSection={<IconSearch size={20} stroke={1.8} aria-hidden="true" />}
      rightSection={
        typed && <CloseButton aria-label="Clear search" radius="xl" onClick={() => type("")} />
      }
    />
  );
}
