using CsCheck;
using FunctionsApp.Platform.Sheets;

namespace App.Tests.Platform.Sheets;

public sealed class SheetTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public void Cell_ThatASpreadsheetCouldRun_BeginsWithAnApostrophe(string text) => Assert.Equal($"'{text}", SheetText.Cell(text));

    [Theory]
    [InlineData("")]
    [InlineData("李")]
    [InlineData("a=b")]
    public void Cell_OfAnOtherText_IsTheText(string text) => Assert.Equal(text, SheetText.Cell(text));

    [Theory]
    [InlineData("'")]
    [InlineData("'n")]
    [InlineData("'86")]
    public void Text_ThatWasTypedWithAnApostrophe_KeepsIt(string cell) => Assert.Equal(cell, SheetText.Text(cell));

    [Fact]
    public void Text_OfAnyCell_IsWhatWasWritten() => Gen.String["'=+-@\t\ra李"].Sample(text => SheetText.Text(SheetText.Cell(text)) == text);
}
