using System.Text.Json;
using App.Tests.Applying;
using App.Tests.Records.Verifying;
using App.Tests.Reviews;
using FunctionsApp.Applying;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Records.Dossiers;
using FunctionsApp.Records.Verifying;

namespace App.Tests.Records.Dossiers;

/// <summary>Which letters each reader takes along, and what they say.</summary>
public sealed class DossierLetterTests
{
    /// <summary>What an officer who is asked, an auditor and an administrator do not get.</summary>
    private static readonly string[] OfTheOrganisation =
    [
        "consent-refused", "consent-lapsed", "signing-returned", "signing-lapsed",
        "appointment-offered", "appointment-confirmed", "appointment-cancelled",
    ];

    private static readonly string[] OfAppeals = ["appeal-received", "appeal-dismissed", "appeal-upheld"];

    private readonly DossierUnderTest under = new();

    public static TheoryData<string> Templates => [.. MyLetterTests.Cases.Keys];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Letter_OfEachTemplate_IsForThoseToWhomTheApiShowsIt(string template)
    {
        var isInner = OfTheOrganisation.Contains(template);

        Assert.Single(Letters(template, Role.Applicant, Relation.Own, MatterState.Open));
        Assert.Single(Letters(template, Role.Signatory, Relation.Own, MatterState.Over));
        Assert.Equal(isInner ? 0 : 1, Letters(template, Role.DistrictOfficer, Relation.Asked, MatterState.Open).Count);
        Assert.Equal(isInner ? 0 : 1, Letters(template, Role.Auditor, Relation.None, MatterState.Over).Count);
        Assert.Equal(
            isInner || OfAppeals.Contains(template) ? 0 : 1, Letters(template, Role.Administrator, Relation.None, MatterState.Over).Count);
        Assert.Empty(Letters(template, Role.Operator, Relation.None, MatterState.Over));
    }

    /// <summary>A new letter is shown to no one outside the organisation until it is decided here who may read it.</summary>
    [Fact]
    public void Templates_ThatAreMadeAgain_HaveTheirReaders() => Assert.Equal(
        MyLetterTests.Cases.Keys.Order(StringComparer.Ordinal), DossierLetter.Needs.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Templates))]
    public void Letter_AfterTheErasure_HasNothingOfWhatWasErased(string template)
    {
        var (fact, mine) = MyLetterTests.Cases[template];
        var erased = new MyCase(
            mine.Review with { Application = Erased(mine.Application), Runs = [.. mine.Review.Runs.Select(Erased)] },
            [.. mine.Uploads.Select(Erased)])
        {
            Appeal = mine.Appeal is { } appeal ? Erased(appeal) : null,
            Appointments = [.. mine.Appointments.Select(Erased)],
            Referrals = [.. mine.Referrals.Select(Erased)],
        };

        var letter = Assert.Single(DossierLetter.Of(
            erased, MyLetterTests.Record(fact), MyLetterTests.Fund, MyLetterTests.Staff,
            Reader(Role.Applicant, Relation.Own, MatterState.Over)));

        foreach (var words in new[] { "No market.", "Because.", "1 Science Road", "Call us.", "Not now.", "a@example.com", "plan.pdf" })
        {
            Assert.DoesNotContain(words, letter.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Letters_OfOneApplication_AreOldestFirst()
    {
        var (submitted, extended) = (MyLetterTests.Cases["application-received"].Fact, MyLetterTests.Cases["application-extended"].Fact);

        var letters = DossierLetter.Of(
            MyLetterTests.Cases["application-received"].Case, MyLetterTests.Record(submitted, extended), MyLetterTests.Fund,
            MyLetterTests.Staff, Reader(Role.Applicant, Relation.Own, MatterState.Open));

        Assert.Equal([ReviewSample.Opened, ReviewSample.Opened.AddHours(2)], letters.Select(letter => letter.At));
    }

    [Fact]
    public async Task File_OfLetters_SaysWhenInWhichLanguageAndWhat()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(DossierUnderTest.Who(Role.Applicant, isOwn: true));

        var letter = Assert.Single(gotten.Json("letters.json").EnumerateArray());
        Assert.Equal(["at", "language", "subject", "text"], letter.EnumerateObject().Select(member => member.Name));
        Assert.Equal("2026-03-02T01:00:00+00:00", letter.GetProperty("at").GetString());
        Assert.Equal("zh-CN", letter.GetProperty("language").GetString());
        Assert.Contains("检测平台", letter.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Contains(ReviewSample.Id, letter.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_WithLetters_IsSoundForBothVerifiers()
    {
        await under.HoldAsync();

        var gotten = await under.GetAsync(DossierUnderTest.Who(Role.Administrator));

        Assert.NotEmpty(gotten.Json("letters.json").EnumerateArray());
        using var file = new MemoryStream(gotten.Bytes);
        Assert.Null((await VerifyDossier.RunAsync(file, null, TestContext.Current.CancellationToken)).Fault);
        Assert.NotEqual(false, await SecondVerifier.AcceptsAsync(gotten.Bytes));
    }

    private static IReadOnlyList<DossierLetter> Letters(string template, Role role, Relation relation, MatterState state)
    {
        var (fact, mine) = MyLetterTests.Cases[template];
        return DossierLetter.Of(
            mine, MyLetterTests.Record(fact), MyLetterTests.Fund, MyLetterTests.Staff, Reader(role, relation, state));
    }

    private static Reader Reader(Role role, Relation relation, MatterState state) =>
        new(DossierUnderTest.Who(role, isOwn: relation == Relation.Own), relation, state);

    private static T Erased<T>(T record)
        where T : class =>
        JsonSerializer.Deserialize<T>(EraseRow.Decide(StateRow.Of("x", record), typeof(T), ErasureStep.Content).Json, AppJson.Options)!;
}
