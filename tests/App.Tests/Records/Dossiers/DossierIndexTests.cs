using System.Net;
using System.Text.RegularExpressions;
using App.Tests.Reviews;
using FunctionsApp.Identity;
using FunctionsApp.Records;

namespace App.Tests.Records.Dossiers;

public sealed class DossierIndexTests
{
    private static readonly Caller Applicant = DossierUnderTest.Who(Role.Applicant, isOwn: true);

    private readonly DossierUnderTest under = new();

    [Fact]
    public async Task Page_InBothLanguages_ShowsTheApplicationItsFilesAndItsRecord()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(Applicant);

        var page = WebUtility.HtmlDecode(gotten.Text("index.html"));
        Assert.StartsWith("<!doctype html>", page, StringComparison.OrdinalIgnoreCase);
        foreach (var words in new[]
        {
            "检测平台", "专项资金", "Fund", "91440300MA5EXA1291", "评审中", "Under review", "计划书，第2版", "Plan, version 2",
        })
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }

        Assert.All(
            gotten.Files.Where(file => file.GetProperty("path").GetString() != "index.html"),
            file => Assert.Contains(file.GetProperty("sha256").GetString()!, page, StringComparison.Ordinal));
        Assert.All(gotten.Json("facts.json").GetProperty("facts").EnumerateArray(), fact =>
        {
            Assert.Contains(fact.GetProperty("hash").GetString()!, page, StringComparison.Ordinal);
            var words = FactTexts.Name(fact.GetProperty("type").GetString()!);
            if (words is not null) Assert.Contains(words.English, page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Page_OfLetters_ShowsEachInItsLanguage()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(Applicant);

        var letter = Assert.Single(gotten.Json("letters.json").EnumerateArray());
        var page = WebUtility.HtmlDecode(gotten.Text("index.html"));
        Assert.Contains($"<h3 lang=\"zh-CN\">{letter.GetProperty("subject").GetString()}</h3>", page, StringComparison.Ordinal);
        Assert.Contains(letter.GetProperty("text").GetString()!, page, StringComparison.Ordinal);
        Assert.Contains("Letters to the organisation that applies", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Links_LeadToTheEntries()
    {
        await under.HoldAsync(planName: "#1 100% ?计划.pdf");

        var gotten = await under.GetAsync(Applicant);

        var links = Regex.Matches(gotten.Text("index.html"), "href=\"([^\"]*)\"")
            .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value));
        Assert.Equal(gotten.Names.Where(name => name is not ("index.html" or "manifest.json")), links.Select(Uri.UnescapeDataString));
        Assert.All(links, link => Assert.DoesNotContain(link, "#?".Contains));
    }

    [Fact]
    public async Task Page_RunsNothingAndLoadsNothing()
    {
        await under.HoldAsync();

        var page = (await under.GetAsync(Applicant)).Text("index.html");

        Assert.DoesNotMatch("<(script|link|img|iframe|object|embed|form)|src=|https?:|url\\(|@import", page);
        Assert.Contains(
            "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"", WebUtility.HtmlDecode(page),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfHostileWords_IsText()
    {
        await under.HoldAsync(planName: "<script>alert(1)<script>.pdf");
        var review = await under.Store.ReviewAsync();
        await under.PutAsync(review with
        {
            Application = review.Application with
            {
                Subject = review.Application.Subject with { Title = "</title><script>alert(2)</script>\"'" },
                Applicant = review.Application.Applicant with { Name = "<b onclick=x>" },
            },
        });

        var page = (await under.GetAsync(Applicant)).Text("index.html");

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b ", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(2)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnAlteredDocument_SaysSoAndLinksToNothing()
    {
        await under.HoldAsync();
        under.Blobs.Remove(DossierUnderTest.Name("budget", 1));

        var page = WebUtility.HtmlDecode((await under.GetAsync(Applicant)).Text("index.html"));

        Assert.Contains("What is stored is not what was accepted", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"documents/budget", page, StringComparison.Ordinal);
    }
}
