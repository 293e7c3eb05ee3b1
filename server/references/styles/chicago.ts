/**
 * The Chicago Manual of Style, 17th edition, author–date (§15.6–15.12 reference lists, §15.44 "n.d.", §14.8 DOI), for
 * what is known of a paper here.
 */
export const chicago = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never" default-locale="en-US">
  <info><title>Chicago 17, author-date</title><id>ibid-chicago-17</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="author">
    <names variable="author">
      <name name-as-sort-order="first" and="text" delimiter-precedes-last="always"/>
    </names>
  </macro>
  <macro name="year">
    <choose>
      <if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
      <else><text term="no date" form="short"/></else>
    </choose>
  </macro>
  <macro name="title"><text variable="title" text-case="title" quotes="true"/></macro>
  <citation><layout><text macro="author"/></layout></citation>
  <bibliography et-al-min="11" et-al-use-first="7">
    <layout suffix=".">
      <group delimiter=". ">
        <choose>
          <if variable="author">
            <group delimiter=". "><text macro="author"/><text macro="year"/><text macro="title"/></group>
          </if>
          <else><group delimiter=". "><text macro="title"/><text macro="year"/></group></else>
        </choose>
        <text variable="URL"/>
      </group>
    </layout>
  </bibliography>
</style>`;
