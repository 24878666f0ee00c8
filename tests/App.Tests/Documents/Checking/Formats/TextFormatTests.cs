using System.Text;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class TextFormatTests
{
    private const string Text = "第一行\r\n\tSecond line\f\n";

    [Fact]
    public async Task Text_InUtf8OrGb18030_IsTaken()
    {
        foreach (var format in new[] { DocumentFormat.Txt, DocumentFormat.Csv })
        {
            Assert.Null(await CodeAsync(Encoding.UTF8.GetBytes(Text), format));
            Assert.Null(await CodeAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)], format));
            Assert.Null(await CodeAsync(TextEncoding.Chinese.GetBytes(Text), format));
            // Characters lie across the blocks that are read.
            Assert.Null(await CodeAsync(Encoding.UTF8.GetBytes("a" + new string('中', 50_000)), format));
            Assert.Null(await CodeAsync(Encoding.UTF8.GetBytes(new string('a', 65_536)), format));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0 }, "text-encoding")]
    [InlineData(new byte[] { 0x61, 0xFF, 0x62 }, "text-encoding")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xD6, 0xD0 }, "text-encoding")]
    [InlineData(new byte[] { 0xE4, 0xB8 }, null)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, "empty")]
    [InlineData(new byte[] { 0x61, 0, 0x62 }, "other-format")]
    [InlineData(new byte[] { 0x61, 0x1B, 0x62 }, "other-format")]
    [InlineData(new byte[] { 0x4D, 0x5A, 0x90, 0 }, "other-format")]
    public async Task Text_OfOtherBytes_IsRefused(byte[] content, string? code) =>
        Assert.Equal(code, await CodeAsync(content, DocumentFormat.Txt));

    [Theory]
    [InlineData("a,b\n1,2\n", null)]
    [InlineData("one", null)]
    [InlineData("\n\na\n", null)]
    [InlineData("\"=HYPERLINK(\"\"x\"\")\"\n", null)]
    [InlineData("\"a\"\"b\",c\n", null)]
    [InlineData("\"never closed", "damaged")]
    [InlineData("\n\n", "empty")]
    public async Task Csv_FirstRow_IsRead(string text, string? code) =>
        Assert.Equal(code, await CodeAsync(Encoding.UTF8.GetBytes(text), DocumentFormat.Csv));

    private static Task<string?> CodeAsync(byte[] content, DocumentFormat format) => Checked.CodeAsync(content, format);
}
