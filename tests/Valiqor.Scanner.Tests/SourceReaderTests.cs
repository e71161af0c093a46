using CsCheck;
using Valiqor.Scanner.CSharp;
using Valiqor.Scanner.Finders;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Tests;

/// <summary>How literals, calls and names are read, and that no text trips the readers.</summary>
public sealed class SourceReaderTests
{
    [Theory]
    [InlineData("x = 'it' 's'", "its")]
    [InlineData("x = \"a\\n\\u00e9\\x41\\\n b\"", "a\néA b")]
    [InlineData("x = r'\\d+'", "\\d+")]
    [InlineData("x = '''one\ntwo'''", "one\ntwo")]
    [InlineData("x = ('one '\n     'two')", "one two")]
    [InlineData("x = 'one ' + name + ' two'", "one {name} two")]
    [InlineData("x = f'{user.name!r:>10} has {{braces}} and {d[\"k\"]}'", "{user.name} has {braces} and {d}")]
    [InlineData("x = rf\"{a} \\d\"", "{a} \\d")]
    [InlineData("x: str = '''a'''.strip()", "a")]
    [InlineData("x = textwrap.dedent(\"\"\"a\"\"\")", "a")]
    [InlineData("x = 'Hello %s' % name", "Hello %s")]
    [InlineData("x = \\\n  'joined'", "joined")]
    public void Literals_of_Python_are_read(string source, string text) =>
        TextOfX(PythonReader.Read("a.py", source)).ShouldBe(text);

    [Theory]
    [InlineData("const x = 'it\\'s'", "it's")]
    [InlineData("let x: string = \"a\\u{1F600}\\t\"", "a\ud83d\ude00\t")]
    [InlineData("const x = `a ${user.name} ${`in ${deep}`} ${f({a: 1})}`", "a {user.name} {in} {f}")]
    [InlineData("const x = 'one ' +\n  'two'", "one two")]
    [InlineData("const x = `  a`.trim();", "  a")]
    [InlineData("const x = dedent`a ${b}`", "a {b}")]
    [InlineData("const x = 'a' as const", "a")]
    [InlineData("/* 'no' */ const y = /'[/]/.test('a'); const x = 'b' // 'c'", "b")]
    [InlineData("class A { private readonly x: string = 'a'; }", "a")]
    public void Literals_of_TypeScript_are_read(string source, string text) =>
        TextOfX(ScriptReader.Read("a.ts", source)).ShouldBe(text);

    [Theory]
    [InlineData("var x = \"it\\n\";", "it\n")]
    [InlineData("const string x = @\"a \"\"b\"\"\";", "a \"b\"")]
    [InlineData("var x = $\"{user.Name,10:N2} has {{braces}}\";", "{user.Name} has {braces}")]
    [InlineData("var x = \"one \" + name + \" two\";", "one {name} two")]
    [InlineData("var x = $$\"\"\"{\"a\": {{value}}}\"\"\";", "{\"a\": {value}}")]
    public void Literals_of_CSharp_are_read(string source, string text) =>
        TextOfX(CSharpReader.Read("a.cs", source)).ShouldBe(text);

    [Fact]
    public void A_name_with_two_values_has_none()
    {
        Outline source = PythonReader.Read("a.py", "x = 'one'\nx = 'two'\ny = x");

        source.TextOf(new WordNode(1, "y")).ShouldBeNull();
    }

    [Theory]
    [InlineData("(")]
    [InlineData("A<")]
    [InlineData("x => ")]
    [InlineData("a ? ")]
    [InlineData("new[] { ")]
    [InlineData("f'{")]
    [InlineData("`${")]
    [InlineData("\"a\" + ")]
    [InlineData("- ")]
    [InlineData("not ")]
    [InlineData("a.b(")]
    [InlineData("if (a) ")]
    public void What_never_ends_is_read_in_a_moment(string piece)
    {
        string source = "x = " + string.Concat(Enumerable.Repeat(piece, 20_000));
        long start = TimeProvider.System.GetTimestamp();

        Try(() => PythonReader.Read("a.py", source));
        Try(() => ScriptReader.Read("a.ts", source));
        Try(() => CSharpReader.Read("a.cs", source));

        // A moment, and what a machine with other work needs on top.
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void No_text_trips_a_reader_or_finder()
    {
        string[] parts =
        [
            "def ", "class ", "@tool\n", "x = ", "{", "}", "(", ")", "[", "]", "\"", "'", "'''", "`", "${", "f'", ":",
            ",", "=>", "=", "\n", "  ", "#", "//", "/*", "*/", "\\", "\"\"\"", "$\"", "model", "messages", "tool", "z.",
            "object", "async ", "await ", "new ", ".", "...", "**", "1", "é", "\ud83d\ude00", "\0", "|", "<", ">", "a",
            "role", "system", "content", "client.chat.completions.create", "const ", "import ", "type ", "-", "?", "!",
        ];
        Gen<string> sources =
            from chosen in Gen.Int[0, parts.Length - 1].Array[0, 60]
            select string.Concat(chosen.Select(i => parts[i]));

        sources.Sample(
            source =>
            {
                Try(() => PythonReader.Read("a.py", source));
                Try(() => ScriptReader.Read("a.ts", source));
                Try(() => CSharpReader.Read("a.cs", source));
            },
            iter: 3_000);
    }

    private static void Try(Func<Outline> read)
    {
        try
        {
            Outline source = read();
            var found = new FileFindings(source.Path);
            PromptFinder.Find(source, found);
            ToolFinder.Find(source, found);
            ModelCallFinder.Find(source, found);
            WorkflowFinder.Find(source, found);
        }
        catch (SourceFault)
        {
            // Nested too deeply, which is an answer.
        }
    }

    private static string? TextOfX(Outline source) => source.TextOf(new WordNode(1, "x"))?.Text;
}
