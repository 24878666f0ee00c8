using System.IO.Compression;
using System.Text;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

/// <summary>What the objects of a PDF bring along is found wherever they are, and however its names are written.</summary>
public class PdfObjectsTests
{
    private const string Xml = "<?xml version='1.0'?>";
    private const string Before =
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>\nendobj\n"
        + "3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n";
    private const string Behind = "trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";

    /// <summary>As Acrobat writes it: the stream is not called an embedded file.</summary>
    [Theory]
    [InlineData("<< /Type /Filespec /F (a.xml) /EF << /F 5 0 R >> >>", Xml, null)]
    [InlineData("<< /Type /Filespec /F (a.xml) /EF << /F 5 0 R >> >>", "MZ", "embedded-object")]
    [InlineData("<< /F (a.xml) /EF<</UF 5 0 R>> >>", "MZ", "embedded-object")]
    [InlineData("<< /F (a.xml) /EF 6 0 R >>", Xml, null)]
    [InlineData("<< /F (a.xml) /EF 6 0 R >>", "MZ", "embedded-object")]
    [InlineData("<< /F (a.xml) /EF << /F 7 0 R >> >>", Xml, "embedded-object")]
    [InlineData("<< /F (a.xml) /EF 7 0 R >>", Xml, "embedded-object")]
    [InlineData("<< /F (a.xml) /E#46 << /F 7 0 R >> >>", Xml, "damaged")]
    [InlineData("<< /Font << /EF1 7 0 R /EFont 7 0 R >> /Title (#45F) >>", "MZ", null)]
    public async Task File_FoundByTheDictionaryThatLeadsToIt_IsXmlOrAPicture(string leading, string content, string? code)
    {
        var file = $"5 0 obj\n<< /Length {content.Length} >>\nstream\n{content}\nendstream\nendobj\n6 0 obj\n<< /F 5 0 R >>\nendobj\n";

        Assert.Equal(code, await CodeAsync($"{file}4 0 obj\n{leading}\nendobj\n"));
        Assert.Equal(code, await CodeAsync(file + Packed($"4 0 {leading}")));
    }

    /// <summary>Readers differ in which one they take.</summary>
    [Theory]
    [InlineData("5 0 obj")]
    [InlineData("5 0obj")]
    [InlineData("5\r\n0\r\nobj")]
    public async Task File_WhoseNumberIsThereTwice_IsLookedAtTwice(string second) => Assert.Equal("embedded-object", await CodeAsync(
        $"4 0 obj\n<< /EF << /F 5 0 R >> >>\nendobj\n5 0 obj\n<< /Length 5 >>\nstream\n<?xml\nendstream\nendobj\n"
        + $"{second}\n<< /Length 2 >>\nstream\nMZ\nendstream\nendobj\n"));

    [Theory]
    [InlineData("<< /S /Launch /F (a.exe) >>", "runs-program")]
    [InlineData("<</S/Launch/Win<</F(a.exe)>>>>", "runs-program")]
    [InlineData("<< /S /L#61unch /F (a.exe) >>", "damaged")]
    [InlineData("<< /S /Launched /Title (/Launch #4caunch) >>", null)]
    [InlineData("<< /S /URI /URI (https://example.org/#46) >>", null)]
    public async Task Action_ThatStartsAProgram_IsFound(string action, string? code)
    {
        Assert.Equal(code, await CodeAsync($"4 0 obj\n{action}\nendobj\n"));
        Assert.Equal(code, await CodeAsync(Packed($"4 0 {action}")));
        // Behind what is looked at together.
        Assert.Equal(code, await CodeAsync(Packed($"4 0 << /Title ({new string('a', 100_000)}) >> {action}")));
    }

    [Theory]
    [InlineData("/ASCIIHexDecode")]
    [InlineData("[ /ASCIIHexDecode /FlateDecode ]")]
    public async Task Objects_PackedInAWayThatNoProgramTakes_AreRefused(string filter) => Assert.Equal("damaged", await CodeAsync(
        $"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter {filter} /Length 2 >>\nstream\n00\nendstream\nendobj\n"));

    private static string Packed(string objects)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(Encoding.Latin1.GetBytes(objects));
        var content = Encoding.Latin1.GetString(stream.ToArray());
        return $"8 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {content.Length} >>\n"
            + $"stream\n{content}\nendstream\nendobj\n";
    }

    private static Task<string?> CodeAsync(string objects) =>
        Checked.CodeAsync(Encoding.Latin1.GetBytes(Before + objects + Behind), DocumentFormat.Pdf);
}
