using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Valiqor.Service.Datasets;

/// <summary>
/// Reads CSV with a header (RFC 4180; comma, semicolon or tab). Columns are named like an item's members;
/// <c>metadata.NAME</c> adds a label. Cells of structured members hold JSON; a context cell may be plain text.
/// </summary>
internal static class CsvReader
{
    private static readonly string[] Texts = ["id", "input", "output", "expected", "system_prompt"];
    private static readonly string[] Structures = ["tool_calls", "tools", "output_schema", "metadata"];
    private const string MetadataPrefix = "metadata.";

    public static async IAsyncEnumerable<DatasetLine> ReadAsync(
        PipeReader reader,
        int maxRowBytes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool bad = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = await CsvDelimiter.FindAsync(reader, maxRowBytes, cancellationToken),
            IgnoreBlankLines = false,
            MaxFieldSize = maxRowBytes,
            BadDataFound = _ => bad = true,
        };
        using var parser = new CsvParser(new StreamReader(reader.AsStream(), Encoding.UTF8), configuration);
        string[] header = await ReadHeaderAsync(parser);
        var json = new ArrayBufferWriter<byte>();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bad = false;
            long line = parser.RawRow + 1;
            (bool more, string? fault) = await TryReadAsync(parser, line);
            if (fault is not null)
            {
                yield return DatasetLine.Bad(line, fault);
            }

            if (!more)
            {
                yield break;
            }

            // The parser takes a row apart, and finds what is bad in it, only when it is asked for.
            string[] cells = parser.Record!;
            if (IsBlank(cells))
            {
                continue;
            }

            json.ResetWrittenCount();
            yield return bad
                ? DatasetLine.Bad(
                    line,
                    "A quotation mark is out of place: put cells that hold one in quotation marks, closed again, and "
                    + "double the mark inside.")
                : ReadRow(header, cells, line, json, maxRowBytes);
        }
    }

    private static async Task<(bool More, string? Fault)> TryReadAsync(CsvParser parser, long line)
    {
        try
        {
            return (await parser.ReadAsync(), null);
        }
        catch (MaxFieldSizeException)
        {
            return (false, $"A cell that begins after line {line} is longer than Valiqor__MaxItemBytes allows, perhaps "
                + "because its closing quotation mark is missing: the rest of the file was not read.");
        }
    }

    private static bool IsBlank(string[] cells) =>
        cells is [] || (cells is [var only] && string.IsNullOrWhiteSpace(only));

    private static async Task<string[]> ReadHeaderAsync(CsvParser parser)
    {
        string[] header = [];
        while (IsBlank(header))
        {
            header = await parser.ReadAsync()
                ? [.. parser.Record!.Select(name => name.Trim())]
                : throw new DatasetFormatException("The file is empty: give a header and at least one row.");
        }

        foreach (string needed in (string[])["input", "output"])
        {
            if (!header.Contains(needed, StringComparer.OrdinalIgnoreCase))
            {
                throw new DatasetFormatException(
                    $"The header has no column '{needed}'; it has: {string.Join(", ", header)}. Name the columns "
                    + "input, output and, as you have them, id, context, expected, system_prompt, tool_calls, tools, "
                    + "output_schema, metadata.NAME.");
            }
        }

        return header;
    }

    private static DatasetLine ReadRow(
        string[] header,
        string[] cells,
        long line,
        ArrayBufferWriter<byte> json,
        int maxRowBytes)
    {
        if (cells.Length > header.Length)
        {
            return DatasetLine.Bad(
                line,
                $"The row has {cells.Length} cells, and the header {header.Length}: "
                + "quote cells that hold the delimiter.");
        }

        if (cells.Any(cell => cell.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            return DatasetLine.Bad(
                line,
                "The row is not valid UTF-8 (or holds the replacement character U+FFFD): save the file as UTF-8.");
        }

        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        foreach ((string column, string cell) in header.Zip(cells))
        {
            WriteCell(writer, column.ToLowerInvariant(), cell);
        }

        WriteLabels(writer, header, cells);
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenCount > maxRowBytes
            ? DatasetLine.Bad(line, Faults.TooLong(json.WrittenCount, maxRowBytes))
            : DatasetLine.Good(line, json.WrittenMemory);
    }

    private static void WriteCell(Utf8JsonWriter writer, string column, string cell)
    {
        bool optional = column is not ("input" or "output");
        if (optional && cell.Length == 0)
        {
            return;
        }

        if (Texts.Contains(column))
        {
            writer.WriteString(column, cell);
        }
        else if (column == "context" || Structures.Contains(column))
        {
            writer.WritePropertyName(column);
            if (cell.AsSpan().TrimStart() is ['[' or '{', ..] && IsJson(cell))
            {
                writer.WriteRawValue(cell, skipInputValidation: true);
            }
            else
            {
                writer.WriteStringValue(cell);
            }
        }
    }

    private static void WriteLabels(Utf8JsonWriter writer, string[] header, string[] cells)
    {
        bool any = false;
        foreach ((string column, string cell) in header.Zip(cells))
        {
            if (!column.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase) || cell.Length == 0)
            {
                continue;
            }

            if (!any)
            {
                writer.WriteStartObject("metadata");
                any = true;
            }

            writer.WriteString(column[MetadataPrefix.Length..], cell);
        }

        if (any)
        {
            writer.WriteEndObject();
        }
    }

    private static bool IsJson(string cell)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(cell);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
