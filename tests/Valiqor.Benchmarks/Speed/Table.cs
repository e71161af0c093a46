using System.Globalization;

namespace Valiqor.Benchmarks.Speed;

/// <summary>A table in Markdown, so that what a run prints can stand in a document as it is.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [columns];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        int[] widths = [.. columns.Select((_, column) => Math.Max(4, _rows.Max(row => row[column].Length)))];
        Console.WriteLine();
        for (int i = 0; i < _rows.Count; i++)
        {
            Console.WriteLine("| " + string.Join(" | ", _rows[i].Select((cell, column) =>
                column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))) + " |");
            if (i == 0)
            {
                Console.WriteLine("|" + string.Join('|', widths.Select((width, column) =>
                    column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|");
            }
        }

        Console.WriteLine();
    }

    public static string Number(double value, string format = "N0") =>
        value.ToString(format, CultureInfo.InvariantCulture);

    public static string Percent(double share) =>
        (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
