namespace Valiqor.Cli.Rendering;

/// <summary>Rows for people on a terminal, or separated by tabs for other programs.</summary>
internal sealed class TableView(params Column[] columns)
{
    private readonly List<Cell[]> _rows = [];

    public IReadOnlyList<Column> Columns => columns;

    public IReadOnlyList<IReadOnlyList<Cell>> Rows => _rows;

    /// <param name="cells">One for each column.</param>
    public void Add(params Cell[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length);
        _rows.Add(cells);
    }
}

/// <param name="Name">The heading.</param>
internal sealed record Column(string Name)
{
    /// <summary>To the right, and never wrapped.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Never wrapped.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Terminals of fewer columns do without.</summary>
    public int FromWidth { get; init; }
}

/// <param name="Text">What a terminal shows.</param>
internal sealed record Cell(string Text, Tone Tone = Tone.Plain)
{
    /// <summary>The exact value, for other programs; null: the text.</summary>
    public string? Exact { get; init; }

    public static implicit operator Cell(string text) => new(text);
}
