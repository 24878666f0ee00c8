using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class OfdFormatTests
{
    private const string Space = "xmlns:ofd='http://www.ofdspec.org/2016'";
    private const string Pages = "<ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages>";

    [Theory]
    [InlineData("Doc_0/Document.xml")]
    [InlineData("/Doc_0/Document.xml")]
    [InlineData("./Doc_0/Document.xml")]
    [InlineData("Doc_0\\Document.xml")]
    public async Task Ofd_WithAPage_IsTaken_AlsoSigned(string root) => Assert.Null(
        await CodeAsync(root, Pages, new ZipPart("Doc_0/Signs/Sign_0/SignedValue.dat", "x"), new ZipPart("Doc_0/Res/image_1.png", "x")));

    /// <summary>Curves, characters' widths and pictures are texts of any length.</summary>
    [Theory]
    [InlineData("{0}")]
    [InlineData("<![CDATA[{0}]]>")]
    public async Task Ofd_LongText_IsTaken(string text) => Assert.Null(await CodeAsync(
        "Doc_0/Document.xml", Pages,
        new ZipPart("Doc_0/Page.xml", $"<ofd:Page {Space}>{string.Format(text, new string('M', 200_000))}</ofd:Page>")));

    [Theory]
    [InlineData("Doc_1/Document.xml", Pages, "damaged")]
    [InlineData("", Pages, "damaged")]
    [InlineData("Doc_0/Document.xml", "", "damaged")]
    [InlineData("https://example.org/Document.xml", Pages, "external-content")]
    [InlineData("Doc_0/Document.xml", "<ofd:Pages><ofd:Page BaseLoc='file:///c:/a.xml'/></ofd:Pages>", "external-content")]
    [InlineData("Doc_0/Document.xml", Pages + "<ofd:MediaFile>//server/share/a.png</ofd:MediaFile>", "external-content")]
    [InlineData("Doc_0/Document.xml", Pages + "<ofd:Attachment Name='a.exe'/>", "embedded-object")]
    [InlineData("Doc_0/Document.xml", Pages + "<ofd:Action Event='DO'><ofd:URI URI='example.org'/></ofd:Action>", "external-content")]
    [InlineData("Doc_0/Document.xml", Pages + "<ofd:URI URI='example.org'/>", "external-content")]
    [InlineData("Doc_0/Document.xml", "<ofd:Pages>", "damaged")]
    public async Task Ofd_Faults_AreFound(string root, string body, string code) => Assert.Equal(code, await CodeAsync(root, body));

    [Fact]
    public async Task Ofd_OfAnotherPackage_IsNone()
    {
        Assert.Equal("other-format", await Checked.CodeAsync(Package.Docx(), DocumentFormat.Ofd));
        Assert.Equal("other-format", await Checked.CodeAsync(Zip.Of([new ZipPart("OFD.xml", "<OFD/>")]), DocumentFormat.Ofd));
        Assert.Equal("other-format", await Checked.CodeAsync("%PDF-1.7"u8.ToArray(), DocumentFormat.Ofd));
    }

    [Fact]
    public async Task Ofd_OfficeFileInIt_IsFound() => Assert.Equal("embedded-object", await CodeAsync(
        "Doc_0/Document.xml", Pages, new ZipPart("Doc_0/a.dat", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 })));

    [Fact]
    public async Task Ofd_LinkThatIsClicked_IsTaken() => Assert.Null(await CodeAsync(
        "Doc_0/Document.xml", Pages + "<ofd:Action Event='CLICK'><ofd:URI URI='https://example.org'/></ofd:Action>"));

    /// <summary>Suwell and Foxit write the namespace of the drafts.</summary>
    [Fact]
    public async Task Ofd_NamespaceWithoutAYear_IsTaken() => Assert.Null(await Checked.CodeAsync(
        Zip.Of([
            new ZipPart("OFD.xml", "<OFD xmlns='http://www.ofdspec.org'><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"),
            new ZipPart("Doc_0/Document.xml", "<Document xmlns='http://www.ofdspec.org'><Pages><Page ID='1'/></Pages></Document>")]),
        DocumentFormat.Ofd));

    /// <summary>The tax authorities attach the data to every invoice, and name their place in either way.</summary>
    [Theory]
    [InlineData("Name='original_invoice' Format='xml'", "original_invoice.xml", "<?xml version='1.0'?><eInvoice/>")]
    [InlineData("Name='data' Format='xbrl'", "/Doc_0/Attachs/original_invoice.xml", "<xbrl xmlns='x'/>")]
    [InlineData("Name='data'", "Attachs/original_invoice.xml", "\uFEFF<?xml version='1.0'?><eInvoice/>")]
    public async Task Ofd_DataOfAnInvoice_AreTaken(string attributes, string place, string data) =>
        Assert.Null(await AttachedAsync(attributes, place, data));

    [Theory]
    [InlineData("Name='data' Format='xml'", "original_invoice.xml", "<script/>")]
    [InlineData("Name='data' Format='xml'", "other.xml", "<?xml version='1.0'?><eInvoice/>")]
    [InlineData("Name='data' Format='wsf'", "original_invoice.xml", "<?xml version='1.0'?><eInvoice/>")]
    [InlineData("Name='data.hta' Format='xml'", "original_invoice.xml", "<?xml version='1.0'?><eInvoice/>")]
    [InlineData("Name='../data'", "original_invoice.xml", "<?xml version='1.0'?><eInvoice/>")]
    [InlineData("Name='data'", "data.txt", "<?xml version='1.0'?><eInvoice/>")]
    public async Task Ofd_OtherFileAttached_IsRefused(string attributes, string place, string data) =>
        Assert.Equal("embedded-object", await AttachedAsync(attributes, place, data));

    /// <summary>As invoices of the tax authorities have it; no reader reads the part.</summary>
    [Theory]
    [InlineData("Doc_0/Tags/CustomTag.xml", "", null)]
    [InlineData("Doc_0/Tags/CustomTag.xml", "<ImgSrc>//server/a.png</ImgSrc>", "damaged")]
    [InlineData("Doc_0/Pages/Content.xml", "", "damaged")]
    public async Task Ofd_TagsThatAreNotWellFormed_AreTakenWhereTheyLeadNowhere(string part, string inside, string? code) =>
        Assert.Equal(code, await CodeAsync(
            "Doc_0/Document.xml", Pages,
            new ZipPart(part, $"<:eInvoice xmlns:=''><ofd:ObjectRef PageRef='1'>64</ofd:ObjectRef>{inside}</:eInvoice>")));

    private static Task<string?> AttachedAsync(string attributes, string place, string data) => CodeAsync(
        "Doc_0/Document.xml", Pages, new ZipPart("Doc_0/Attachs/original_invoice.xml", data), new ZipPart("Doc_0/Attachs/data.txt", data),
        new ZipPart("Doc_0/Attachs/Attachments.xml", $"""
            <ofd:Attachments {Space}><ofd:Attachment {attributes}><ofd:FileLoc>{place}</ofd:FileLoc></ofd:Attachment></ofd:Attachments>
            """));

    private static Task<string?> CodeAsync(string root, string body, params IReadOnlyList<ZipPart> more) => Checked.CodeAsync(
        Zip.Of([
            new ZipPart("OFD.xml", $"<ofd:OFD {Space}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
            new ZipPart("Doc_0/Document.xml", $"<ofd:Document {Space}>{body}</ofd:Document>"), .. more]), DocumentFormat.Ofd);
}
