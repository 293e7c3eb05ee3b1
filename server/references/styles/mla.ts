/** MLA Handbook, 9th edition: works cited (§5.3–5.8 authors, §5.23 titles, §5.84 DOI), for what is known of a paper here. */
export const mla = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never" default-locale="en-US">
  <info><title>MLA 9</title><id>ibid-mla-9</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="author">
    <names variable="author">
      <name name-as-sort-order="first" and="text" delimiter-precedes-last="always" delimiter-precedes-et-al="always"/>
    </names>
  </macro>
  <citation><layout><text macro="author"/></layout></citation>
  <bibliography et-al-min="3" et-al-use-first="1">
    <layout suffix=".">
      <group delimiter=". ">
        <text macro="author"/>
        <text variable="title" text-case="title" quotes="true"/>
        <group delimiter=", ">
          <date variable="issued"><date-part name="year"/></date>
          <text variable="URL"/>
        </group>
      </group>
    </layout>
  </bibliography>
</style>`;
