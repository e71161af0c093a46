namespace Valiqor.Service.Digests.Rendering;

/// <summary>How the page looks, by day and by night.</summary>
internal static class DigestStyle
{
    /// <summary>No variables: Gmail drops every rule that has one.</summary>
    public const string Sheet = """
        <style>
        body { margin: 0; padding: 24px 12px; background: #f3f4f7; color: #1c2330;
          font: 15px/1.5 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        .page { width: 100%; max-width: 680px; margin: 0 auto; background: #ffffff; border-radius: 10px; }
        .page > tbody > tr > td { padding: 28px 32px; }
        h1 { margin: 0; font-size: 28px; line-height: 1.2; }
        h2 { margin: 34px 0 10px; font-size: 18px; }
        h3 { margin: 0; font-size: 16px; }
        p { margin: 6px 0; }
        a { color: #2457c5; }
        code { font: 12px ui-monospace, "SF Mono", Consolas, monospace; white-space: nowrap; }
        svg { display: block; height: auto; }
        .kicker { margin: 0 0 4px; font-size: 12px; letter-spacing: .08em; text-transform: uppercase; color: #667085; }
        .quiet { color: #667085; font-size: 13px; }
        .verdict { margin: 18px 0; padding: 12px 16px; border-left: 4px solid #98a2b3; background: #f3f4f7;
          font-size: 17px; font-weight: 600; }
        .verdict.worse { border-color: #d6455d; background: #fdf0f2; }
        .verdict.better { border-color: #1a8754; background: #eef8f2; }
        .tiles { width: 100%; border-spacing: 0; }
        .tile { width: 25%; padding: 10px 12px 10px 0; vertical-align: top; border-top: 1px solid #e4e7ec; }
        .figure { font-size: 24px; font-weight: 600; line-height: 1.3; }
        .rows { width: 100%; border-collapse: collapse; font-size: 14px; }
        .rows th { padding: 6px 12px 6px 0; text-align: left; font-size: 12px; color: #667085; font-weight: 600; }
        .rows td { padding: 8px 12px 8px 0; border-top: 1px solid #e4e7ec; vertical-align: top; }
        .rows .n { padding-right: 0; padding-left: 12px; text-align: right; white-space: nowrap; }
        .changes { table-layout: fixed; }
        .changes th { width: 19%; }
        .changes th:first-child { width: 43%; }
        span.worse { color: #b42318; font-weight: 600; }
        span.better { color: #1a7a4c; font-weight: 600; }
        .card { width: 100%; margin: 12px 0; border: 1px solid #e4e7ec; border-radius: 8px; border-spacing: 0; }
        .card td { padding: 14px 18px; }
        blockquote { margin: 10px 0; padding: 8px 14px; border-left: 3px solid #d6455d; background: #f3f4f7;
          overflow-wrap: anywhere; }
        .foot { margin-top: 34px; padding-top: 12px; border-top: 1px solid #e4e7ec; color: #667085; font-size: 12px; }
        @media (max-width: 520px) {
          .page > tbody > tr > td { padding: 20px 16px; }
          .figure { font-size: 19px; }
          code { white-space: normal; word-break: break-all; }
        }
        @media (prefers-color-scheme: dark) {
          body { background: #0e1218; color: #e6e9ef; }
          .page { background: #171c26; }
          a { color: #8ab0ff; }
          .kicker, .quiet, .foot, .rows th { color: #98a2b3; }
          .verdict, blockquote { background: #202735; }
          .verdict.worse { background: #35202a; }
          .verdict.better { background: #18302a; }
          .tile, .rows td, .foot, .card { border-color: #2b3342; }
          blockquote { border-color: #f2728c; }
          .changes { table-layout: fixed; }
        .changes th { width: 19%; }
        .changes th:first-child { width: 43%; }
        span.worse { color: #f98ba0; }
          span.better { color: #62d39b; }
          svg .grid { stroke: #2b3342; }
          svg .axis { fill: #98a2b3; }
          svg .word { fill: #e6e9ef; }
          svg .rail { fill: #202735; }
          svg .now { fill: #f2728c; }
          svg .past { fill: #4a5568; }
        }
        </style>

        """;
}
