using System.Text;
using Spectre.Console;

namespace Valiqor.Cli.Tests;

/// <summary>A terminal of a given width whose screen is a text.</summary>
internal static class FixedConsole
{
    public static string Show(
        int width,
        Action<IAnsiConsole> write,
        bool isColoured = false,
        bool isUnicode = true)
    {
        var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColoured ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FixedWidth(writer, width),
        });
        console.Profile.Capabilities.Unicode = isUnicode;
        write(console);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }

    private sealed class FixedWidth(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
