using Spectre.Console;
using Spectre.Console.Rendering;

namespace Valiqor.Cli.Rendering;

/// <summary>An answer from top to bottom, for a terminal of any width or in plain lines.</summary>
internal sealed class Report
{
    private readonly List<Part> _parts = [];

    // A table ends with an empty line of its own.
    private bool _isAfterTable;

    public Report Line(string text, Tone tone = Tone.Plain) => Add(
        console =>
        {
            console.Write(new ConsoleText(text, tone.Style()));
            console.WriteLine();
        },
        writer => writer.WriteLine(text));

    public Report Blank() => Add(console => console.WriteLine(), writer => writer.WriteLine());

    /// <summary>What only people on a terminal are told.</summary>
    public Report Hint(string text) => Add(
        console =>
        {
            console.Write(new ConsoleText(text, Tone.Dim.Style()));
            console.WriteLine();
        },
        _ => { });

    /// <summary>A heading of a part; other programs have the parts one below the other, with a line between.</summary>
    public Report Heading(string text)
    {
        bool isApart = _isAfterTable;
        return Add(
            console =>
            {
                if (!isApart)
                {
                    console.WriteLine();
                }

                console.Write(new ConsoleText(text, Tone.Heading.Style()));
                console.WriteLine();
            },
            writer => writer.WriteLine());
    }

    /// <summary>Values over time, one row below the other. Terminals only: programs have the values.</summary>
    public Report Sparks(IReadOnlyList<Spark> sparks) => Add(console => WriteSparks(console, sparks), _ => { });

    public Report Table(TableView table)
    {
        Add(
            console => console.Write(OnTerminal(table, console.Profile)),
            writer =>
            {
                writer.WriteLine(string.Join('\t', table.Columns.Select(column => NameOf(column))));
                foreach (IReadOnlyList<Cell> row in table.Rows)
                {
                    writer.WriteLine(
                        string.Join('\t', row.Select(cell => Excerpt.Printable(cell.Exact ?? cell.Text))));
                }
            });
        _isAfterTable = true;
        return this;
    }

    /// <summary>Another layout for terminals than for programs.</summary>
    public Report Add(Action<IAnsiConsole> onTerminal, Action<TextWriter> plain)
    {
        _parts.Add(new Part(onTerminal, plain));
        _isAfterTable = false;
        return this;
    }

    public void WriteTo(IAnsiConsole console) => _parts.ForEach(part => part.OnTerminal(console));

    public void WriteTo(TextWriter writer) => _parts.ForEach(part => part.Plain(writer));

    private static string NameOf(Column column) =>
        column.Name.ToLowerInvariant().Replace(' ', '_');

    private static Table OnTerminal(TableView view, Profile profile)
    {
        var table = new Table
        {
            Border = profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii,
            ShowRowSeparators = false,
        };
        int[] shown =
        [
            .. from column in view.Columns.Index() where profile.Width >= column.Item.FromWidth select column.Index,
        ];
        foreach (int index in shown)
        {
            Column column = view.Columns[index];
            var head = new TableColumn(new ConsoleText(column.Name, Tone.Heading.Style()))
            {
                NoWrap = column.IsNumber || column.IsWhole,
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
            };
            table.AddColumn(head);
        }

        foreach (IReadOnlyList<Cell> row in view.Rows)
        {
            table.AddRow(shown.Select(index => new ConsoleText(
                Sparkline.Drawable(Excerpt.Printable(row[index].Text), profile.Capabilities.Unicode),
                row[index].Tone.Style())));
        }

        return table;
    }

    private static void WriteSparks(IAnsiConsole console, IReadOnlyList<Spark> sparks)
    {
        const int Gaps = 6;
        int words = sparks.Max(spark => spark.Name.Length) + sparks.Max(spark => spark.Note.Length) + Gaps;
        int width = Math.Max(1, console.Profile.Width - words);
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (Spark spark in sparks)
        {
            string line = Sparkline.Of(spark.Values, width, console.Profile.Capabilities.Unicode);
            IRenderable[] cells =
            [
                new ConsoleText(spark.Name, Tone.Dim.Style()), new ConsoleText(line),
                new ConsoleText(spark.Note, spark.Tone.Style()),
            ];
            grid.AddRow(cells);
        }

        console.Write(grid);
    }

    private sealed record Part(Action<IAnsiConsole> OnTerminal, Action<TextWriter> Plain);
}

/// <summary>One row of values over time.</summary>
internal sealed record Spark(string Name, IReadOnlyList<double?> Values, string Note, Tone Tone = Tone.Plain);
