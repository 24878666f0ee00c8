using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.PublicNotices;
using static App.Tests.PublicNotices.NoticeSample;

namespace App.Tests.PublicNotices;

/// <summary>Which objections are taken.</summary>
public sealed class SubmitObjectionTests
{
    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "objection-late")]
    public async Task Object_AroundTheEndOfTheLastWorkingDay_IsTakenUntilItsLastSecond(int seconds, string? problem)
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        // Opened on Monday 2 March: five working days end at close of business on the Monday after.
        sample.Bench.Time.SetUtcNow(DateTimeOffset.Parse("2026-03-09T18:00:00+08:00").AddSeconds(seconds));

        Assert.Equal(problem, await ProblemAsync(sample, Form()));
        Assert.Equal(problem is null ? 1 : 0, (await sample.StateAsync()).Objections.Count);
    }

    [Theory]
    [InlineData("赵明", false)]
    [InlineData(" ", true)]
    [InlineData(null, true)]
    public async Task Object_WithoutSignatureOrConfirmation_IsUnsigned(string? signature, bool confirmed) => Assert.Equal(
        "objection-unsigned",
        await ProblemAsync(await new NoticeSample().StartAsync(), Form() with { Signature = signature, Confirmed = confirmed }));

    [Fact]
    public async Task Object_SignedByAnotherNameOrWithoutAnAddress_NamesTheField()
    {
        var sample = await new NoticeSample().StartAsync();

        Assert.Equal("#/signature", await FaultAsync(sample, Form() with { Signature = "赵亮" }));
        Assert.Equal("#/email", await FaultAsync(sample, Form() with { Email = "zhao" }));
    }

    [Fact]
    public async Task Object_Twice_TakesTheSameAndRefusesAnother()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();

        Assert.Null(await ProblemAsync(sample, Form()));
        Assert.Equal("objection-doubled", await ProblemAsync(sample, Form(grounds: "另一理由。")));
        Assert.Null(await ProblemAsync(sample, Form(grounds: "另一理由。"), "qian"));
        Assert.Equal([1, 2], (await sample.StateAsync()).Objections.Select(objection => objection.Number));
    }

    [Fact]
    public async Task Object_TheSameAgainAfterTheEnd_IsNoFault()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();
        sample.Bench.Time.SetUtcNow((await sample.StateAsync()).Notice.Span.Promised);

        Assert.Null(await ProblemAsync(sample, Form()));
    }

    [Fact]
    public async Task Object_MoreThanANoticeHolds_IsRefused()
    {
        var sample = await new NoticeSample().StartAsync();
        for (var number = 1; number <= SubmitObjection.Most; number++) Assert.Null(await ProblemAsync(sample, Form(), $"person-{number}"));

        Assert.Equal("objection-limit", await ProblemAsync(sample, Form(), "one-more"));
    }

    [Fact]
    public async Task Object_FactsOfIt_NameNoOne()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync("zhao-7", Form("赵明", "执照已过期。"));

        var facts = await sample.Bench.Store.ReadFactsAsync(NoticeAggregate.Kind.Table, Id, TestContext.Current.CancellationToken);
        Assert.Contains(facts, fact => fact.Type == nameof(ObjectionRecorded));
        foreach (var secret in new[] { "赵明", "zhao", "执照" })
        {
            Assert.DoesNotContain(facts, fact => $"{fact.Actor} {fact.Data}".Contains(secret, StringComparison.Ordinal));
        }
    }

    private static async Task<string?> ProblemAsync(NoticeSample sample, ObjectionForm form, string person = "zhao")
    {
        try
        {
            await sample.ObjectAsync(person, form);
            return null;
        }
        catch (ProblemException problem)
        {
            return problem.Type.Slug;
        }
    }

    private static async Task<string> FaultAsync(NoticeSample sample, ObjectionForm form) =>
        Assert.Single((await Assert.ThrowsAsync<ProblemException>(() => sample.ObjectAsync(form: form))).Errors).Pointer;
}
