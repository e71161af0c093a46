namespace Valiqor.Benchmarks.Generation;

/// <summary>Generated items in memory, each with the fault that was put into it.</summary>
internal sealed record Corpus(byte[][] Lines, Fault[] Faults)
{
    public const int ItemBytes = 1_000;
    public const double FailingShare = 0.05;
    public const int Seed = 1;

    public double BytesPerItem => Lines.Average(line => (double)line.Length);

    public static Corpus Generate(int count, double failing = FailingShare)
    {
        var generator = new ItemGenerator(ItemBytes, failing, Seed);
        var lines = new byte[count][];
        var faults = new Fault[count];
        for (int i = 0; i < count; i++)
        {
            lines[i] = generator.Line(i, out faults[i]).ToArray();
        }

        return new Corpus(lines, faults);
    }
}
