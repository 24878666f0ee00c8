using System.Text;
using System.Text.Json;
using App.Tests.Documents.Checking;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Records.Dossiers;

namespace App.Tests.Records.Dossiers;

public sealed class DossierHttpTests
{
    private static readonly Caller Applicant = DossierUnderTest.Who(Role.Applicant, isOwn: true);
    private static readonly Caller Auditor = DossierUnderTest.Who(Role.Auditor);
    private static readonly Caller Officer = DossierUnderTest.Who(Role.DepartmentOfficer, "asked");

    private readonly DossierUnderTest under = new();

    [Fact]
    public async Task Dossier_OfAnApplication_HoldsEveryVersionThatWasAcceptedAndIsSealed()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(Applicant);

        Assert.Equal(
            [
                "application.json", "form.json", "decisions.json", "facts.json", "letters.json",
                "documents/plan/1/first.pdf", "documents/plan/2/计划.pdf", "documents/budget/1/budget.xlsx", "index.html", "manifest.json",
            ],
            gotten.Names);
        Assert.Equal(DossierUnderTest.Plan, gotten.Content("documents/plan/1/first.pdf"));
        Assert.Equal(DossierUnderTest.NewPlan, gotten.Content("documents/plan/2/计划.pdf"));
        Assert.Equal(DossierUnderTest.Budget, gotten.Content("documents/budget/1/budget.xlsx"));
        Assert.Equal($"sha256:{Checked.Hash(gotten.Bytes[..^71])}", Encoding.ASCII.GetString(gotten.Bytes[^71..]));
        Assert.All(gotten.Open().Entries, entry => Assert.Equal(new DateTime(2026, 3, 2, 9, 0, 0), entry.LastWriteTime.DateTime));
        Assert.InRange(gotten.Body.Largest, 1, 128 * 1024);
        Assert.Equal(
            ("application/zip",
                $"attachment; filename=____-{ReviewSample.Id}.zip; "
                + $"filename*=UTF-8''%E6%A3%80%E6%B5%8B%E5%B9%B3%E5%8F%B0-{ReviewSample.Id}.zip"),
            (gotten.Response.ContentType, gotten.Response.Headers.ContentDisposition.ToString()));
    }

    [Fact]
    public async Task Manifest_ListsEveryEntryButItself_InTheOrderOfWriting()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(Applicant);

        var manifest = gotten.Manifest;
        Assert.StartsWith(
            $"{{\"format\":\"dossier/1\",\"application\":\"{ReviewSample.Id}\",", gotten.Text("manifest.json"), StringComparison.Ordinal);
        Assert.Equal(ReviewSample.Opened, manifest.GetProperty("madeAt").GetDateTimeOffset());
        Assert.Equal(gotten.Names.SkipLast(1), gotten.Files.Select(file => file.GetProperty("path").GetString()));
        Assert.All(gotten.Files, file =>
        {
            var (path, content) = (file.GetProperty("path").GetString()!, gotten.Content(file.GetProperty("path").GetString()!));
            Assert.Equal(content.Length, file.GetProperty("bytes").GetInt32());
            Assert.Equal(Checked.Hash(content), file.GetProperty("sha256").GetString());
            Assert.Equal(path.StartsWith("documents/", StringComparison.Ordinal), file.TryGetProperty("type", out _));
            Assert.Equal(path.StartsWith("documents/", StringComparison.Ordinal), file.TryGetProperty("version", out _));
            Assert.Equal(path.StartsWith("documents/", StringComparison.Ordinal), file.TryGetProperty("scan", out _));
            Assert.False(file.TryGetProperty("altered", out _));
        });
        var last = gotten.Json("facts.json").GetProperty("facts").EnumerateArray().Last();
        Assert.Equal(
            (last.GetProperty("number").GetInt32(), last.GetProperty("hash").GetString()),
            (manifest.GetProperty("head").GetProperty("number").GetInt32(), manifest.GetProperty("head").GetProperty("hash").GetString()));
    }

    /// <summary>Of an earlier version too; one from before there were scans is not scanned.</summary>
    [Fact]
    public async Task Manifest_OfDocuments_SaysWhatTheScanFound()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(Applicant);

        Assert.Equal(
            [
                ("documents/plan/1/first.pdf", "Clean"), ("documents/plan/2/计划.pdf", "Clean"),
                ("documents/budget/1/budget.xlsx", "Unscanned"),
            ],
            gotten.Files.Where(file => file.TryGetProperty("scan", out _))
                .Select(file => (file.GetProperty("path").GetString(), file.GetProperty("scan").GetString())));
        Assert.Contains("Scanned, no malware found", gotten.Text("index.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Applicant, "someone", true, "applicant")]
    [InlineData(Role.Signatory, "someone", true, "applicant")]
    [InlineData(Role.DepartmentOfficer, "asked", false, "officer")]
    [InlineData(Role.Administrator, "someone", false, "officer")]
    [InlineData(Role.Auditor, "someone", false, "auditor")]
    public async Task Dossier_OfThoseWhoGetIt_NamesWhatTheyAre(Role role, string id, bool isOwn, string reader)
    {
        await under.HoldAsync();

        Assert.Equal(reader, (await under.GetAsync(DossierUnderTest.Who(role, id, isOwn))).Manifest.GetProperty("reader").GetString());
    }

    [Theory]
    [InlineData(Role.Expert, "asked", false)]
    [InlineData(Role.Expert, "scoring", false)]
    [InlineData(Role.IndustryBody, "asked", false)]
    [InlineData(Role.DepartmentOfficer, "someone", false)]
    [InlineData(Role.DepartmentOfficer, "was-asked", false)]
    [InlineData(Role.Applicant, "someone", false)]
    [InlineData(Role.Auditor, "someone", true)]
    [InlineData(Role.Operator, "someone", false)]
    public async Task Dossier_OfAnyoneElse_IsNotFound(Role role, string id, bool isOwn)
    {
        await under.HoldAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => under.GetAsync(DossierUnderTest.Who(role, id, isOwn)));

        Assert.Equal("not-found", problem.Type.Slug);
    }

    [Fact]
    public async Task Facts_OfEachReader_AreThoseOfTheApi()
    {
        await under.HoldAsync();

        foreach (var caller in new[] { Applicant, Officer, Auditor })
        {
            var (_, record) = await under.Store.ReadRecordAsync(
                ReviewSample.Id, caller, [], TestContext.Current.CancellationToken, Right.Record);
            Assert.Equal(JsonSerializer.Serialize(record, AppJson.Options), (await under.GetAsync(caller)).Text("facts.json"));
        }
    }

    [Fact]
    public async Task Applicant_SeesNoReviewerNoVoteAndNoScore()
    {
        await under.HoldAsync();

        var mine = await under.GetAsync(Applicant);

        foreach (var name in new[] { "application.json", "form.json", "decisions.json", "facts.json", "letters.json", "index.html" })
        {
            Assert.DoesNotContain("colleague", mine.Text(name), StringComparison.Ordinal);
            Assert.DoesNotContain("was-asked", mine.Text(name), StringComparison.Ordinal);
            Assert.DoesNotContain("Of the district.", mine.Text(name), StringComparison.Ordinal);
            Assert.DoesNotContain("\"score\"", mine.Text(name), StringComparison.Ordinal);
        }

        Assert.Contains("\"withheld\":true", mine.Text("facts.json"), StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"Passed\"", mine.Text("decisions.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Officer_SeesVotesOfClosedStages_AndTheAuditorThoseOfOpenOnes()
    {
        await under.HoldAsync();

        var officer = (await under.GetAsync(Officer)).Text("decisions.json");
        var auditor = (await under.GetAsync(Auditor)).Text("decisions.json");

        Assert.Contains("Of the district.", officer, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret of the panel.", officer, StringComparison.Ordinal);
        Assert.Contains("Secret of the panel.", auditor, StringComparison.Ordinal);
        Assert.Contains("\"score\":81", auditor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrator_WhoOpensNoDocument_GetsNeitherDocumentsNorAnswers()
    {
        await under.HoldAsync();

        Assert.Equal(
            ["application.json", "decisions.json", "facts.json", "letters.json", "index.html", "manifest.json"],
            (await under.GetAsync(DossierUnderTest.Who(Role.Administrator))).Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Document_AlteredOrGone_IsListedAndLeftOut(bool isGone)
    {
        await under.HoldAsync();
        if (isGone) under.Blobs.Remove(DossierUnderTest.Name("plan", 1));
        else under.Blobs[DossierUnderTest.Name("plan", 1)] = new MemoryStream([.. DossierUnderTest.Plan[..^1], 0]);

        var gotten = await under.GetAsync(Applicant);

        Assert.DoesNotContain("documents/plan/1/first.pdf", gotten.Names);
        var altered = gotten.Files.Single(file => file.TryGetProperty("altered", out _));
        Assert.Equal("documents/plan/1/first.pdf", altered.GetProperty("path").GetString());
        Assert.True(altered.GetProperty("altered").GetBoolean());
        Assert.Equal(Checked.Hash(DossierUnderTest.Plan), altered.GetProperty("sha256").GetString());
        Assert.Equal(DossierUnderTest.NewPlan, gotten.Content("documents/plan/2/计划.pdf"));
    }

    [Fact]
    public async Task Document_WithAnotherLength_IsListedAndLeftOut()
    {
        await under.HoldAsync();
        under.Blobs[DossierUnderTest.Name("budget", 1)] = new MemoryStream(new byte[12]);

        Assert.DoesNotContain("documents/budget/1/budget.xlsx", (await under.GetAsync(Applicant)).Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Document_ThatFailsOrChangesWhileItIsRead_BreaksTheConnection(bool isBroken)
    {
        await under.HoldAsync();
        // The ETag is that of the record: storage itself errs.
        under.Blobs[DossierUnderTest.Name("budget", 1)] = isBroken ? new BrokenBlob(DossierUnderTest.Budget)
            : new MemoryStream([.. DossierUnderTest.Budget[..^1], 1]);

        var gotten = await under.GetAsync(Applicant);

        Assert.True(gotten.IsAborted);
        Assert.IsType(isBroken ? typeof(IOException) : typeof(FunctionsApp.Platform.Http.ProblemException), gotten.Failure);
        Assert.Throws<InvalidDataException>(gotten.Open);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf")]
    [InlineData("a\u0000.pdf")]
    [InlineData("a\u202Efdp.pdf")]
    [InlineData("a\r\nX: y.pdf")]
    [InlineData("nul.pdf")]
    [InlineData("📄𠀀.pdf")]
    public async Task Document_WithANameThatAttacks_HasAHarmlessPath(string name)
    {
        await under.HoldAsync(planName: name);

        var gotten = await under.GetAsync(Applicant);

        var path = $"documents/plan/2/{DossierName.Of(name)}";
        Assert.Equal(DossierUnderTest.NewPlan, gotten.Content(path));
        Assert.All(gotten.Names, each => Assert.DoesNotContain("..", each, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draft_WithoutDocuments_HasADossierOfItsOwn()
    {
        await under.PutAsync(ReviewSample.State() with
        {
            Application = ReviewSample.Applied with
            {
                Status = ApplicationStatus.Draft, SubmittedAt = null, Slots = [new SlotState("plan", true, DocumentState.Empty)],
            },
        });

        var gotten = await under.GetAsync(Applicant);

        Assert.Equal(
            ["application.json", "form.json", "decisions.json", "facts.json", "letters.json", "index.html", "manifest.json"],
            gotten.Names);
        Assert.Equal("[]", gotten.Json("decisions.json").GetProperty("stages").GetRawText());
    }

    [Fact]
    public async Task Dossiers_TwoAtOnce_AreAlike()
    {
        await under.HoldAsync();

        var both = await Task.WhenAll(under.GetAsync(Applicant), under.GetAsync(Applicant));

        Assert.Equal(both[0].Bytes, both[1].Bytes);
    }

    [Fact]
    public async Task Head_AnswersTheHeadersAlone()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(Applicant, "HEAD");

        Assert.Equal(("application/zip", 0), (gotten.Response.ContentType, gotten.Bytes.Length));
    }
}
