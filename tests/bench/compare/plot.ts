import * as echarts from 'echarts';
import type { GrowthPoint } from './compare-growth.ts';
import { type SystemName, systemNames } from './systems.ts';

const width = 900;
const height = 610;

interface Panel {
  readonly title: string;
  readonly value: (point: GrowthPoint) => number;
}

const megabyte = 1e6;
const panels: readonly Panel[] = [
  { title: 'Retrieval, p50 (ms)', value: (point) => point.p50 },
  { title: 'First answer after a start (s)', value: (point) => point.first / 1000 },
  { title: 'Memory (MB)', value: (point) => point.memory / megabyte },
  { title: 'Disk (MB)', value: (point) => point.disk / megabyte },
];

/** Colours that keep 3 : 1 on white and on near-black, told apart without colour by their marks. */
const looks: Record<SystemName, { color: string; symbol: string; width: number }> = {
  Ibid: { color: '#2f7de1', symbol: 'circle', width: 3 },
  'LangChain + HNSWLib': { color: '#d9480f', symbol: 'rect', width: 1.5 },
  MiniSearch: { color: '#2b8a3e', symbol: 'triangle', width: 1.5 },
  'SQLite FTS5': { color: '#9c5fd6', symbol: 'diamond', width: 1.5 },
};

/** Follows the reader’s light or dark setting, with a ground of its own so that it is never ink on ink. */
const style = `<style>
svg { color: #1f2328; background: #ffffff }
@media (prefers-color-scheme: dark) { svg { color: #e6edf3; background: #0d1117 } }
</style>`;

function placeOf(index: number) {
  return { left: 60 + (index % 2) * 440, top: 90 + Math.floor(index / 2) * 275, width: 370, height: 185 };
}

/** How the systems grow with the library: four panels, both axes logarithmic. */
export function plotGrowth(points: readonly GrowthPoint[]): string {
  const sizes = [...new Set(points.map(({ papers }) => papers))];
  const ink = { color: 'currentColor', fontSize: 12 };
  const line = { lineStyle: { color: 'currentColor' } };
  const grid = { show: true, lineStyle: { color: 'currentColor', opacity: 0.15 } };
  const axis = { type: 'log' as const, axisLabel: ink, axisLine: { show: true, ...line }, axisTick: line };
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    color: systemNames.map((name) => looks[name].color),
    legend: {
      top: 8,
      textStyle: { ...ink, fontSize: 13 },
      itemGap: 24,
      itemWidth: 13,
      itemHeight: 11,
      data: systemNames.map((name) => ({ name, icon: looks[name].symbol })),
    },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: placeOf(index).left - 40,
      top: placeOf(index).top - 38,
      textStyle: { ...ink, fontSize: 14, fontWeight: 'bold' as const },
    })),
    grid: panels.map((_, index) => placeOf(index)),
    xAxis: panels.map((_, index) => ({
      ...axis,
      gridIndex: index,
      min: (sizes[0] ?? 1) / 1.5,
      max: (sizes.at(-1) ?? 1) * 1.5,
      name: 'papers in the library',
      nameLocation: 'middle' as const,
      nameGap: 28,
      nameTextStyle: ink,
      axisLabel: { ...ink, showMinLabel: false, showMaxLabel: false },
      splitLine: { show: false },
    })),
    yAxis: panels.map((_, index) => ({ ...axis, gridIndex: index, splitLine: grid })),
    series: panels.flatMap(({ value }, index) =>
      systemNames.map((name) => ({
        name,
        type: 'line' as const,
        xAxisIndex: index,
        yAxisIndex: index,
        symbol: looks[name].symbol,
        symbolSize: 8,
        itemStyle: { color: looks[name].color },
        lineStyle: { width: looks[name].width, color: looks[name].color },
        data: points.filter(({ system }) => system === name).map((point) => [point.papers, value(point)]),
      })),
    ),
  });
  const svg = chart.renderToSVGString();
  // Its clock would keep the process alive.
  chart.dispose();
  return `${svg.replace(/(<svg[^>]*>)/, `$1\n<title>How retrieval grows with the library</title>\n${style}`)}\n`;
}
