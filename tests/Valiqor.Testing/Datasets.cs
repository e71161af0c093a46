using System.Globalization;
using System.Text;
using System.Text.Json;
using Valiqor.Client;

namespace Valiqor.Testing;

/// <summary>Datasets and requests that the tests need, made on the spot.</summary>
internal static class Datasets
{
    public const string Good = """{"input":"What is 2+2?","output":"2+2 is 4."}""";
    public const string Wrong = """{"input":"What is 2+2?","output":"2+2 is 5"}""";

    public static AnalyzeRequest Body(params string[] items) => new()
    {
        Dataset = [.. items.Select(item => JsonDocument.Parse(item).RootElement)],
    };

    public static Stream File(params string[] lines) =>
        new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>Items of a kilobyte or so, of which every tenth fails.</summary>
    public static Stream Large(int items)
    {
        var file = new MemoryStream();
        using var writer = new StreamWriter(file, leaveOpen: true);
        string filler = string.Join(' ', Enumerable.Repeat("The parcel left the warehouse and travels by road.", 12));
        for (int i = 0; i < items; i++)
        {
            string order = (1_000 + i).ToString(CultureInfo.InvariantCulture);
            string days = (3 + (i % 9)).ToString(CultureInfo.InvariantCulture);
            string said = i % 10 == 0 ? "40" : days;
            string context = $"Delivery of order {order} takes {days} days. {filler}";
            writer.WriteLine(
                $$"""{"id":"item-{{i}}","input":"How long does order {{order}} take?","context":["{{context}}"],"""
                + $"\"expected\":\"{days} days\","
                + $"\"output\":\"Delivery of order {order} takes {said} days.\"}}");
        }

        writer.Flush();
        file.Position = 0;
        return file;
    }
}
