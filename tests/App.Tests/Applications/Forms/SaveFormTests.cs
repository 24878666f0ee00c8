using System.Text.Json;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications.Forms;

public sealed class SaveFormTests
{
    private static readonly ProgrammeDefinition Fund = FormSample.With(FormSample.Json);
    private static readonly ApplicationForm Empty = new(Examples.Draft(Fund), Answers.None);

    [Fact]
    public void Save_DraftWithASalt_CommitsToTheAnswersWithIt()
    {
        var salted = Empty with { Application = Empty.Application with { Form = Empty.Application.Form! with { Salt = "5a17" } } };

        var change = Save(salted, """{ "months": 3 }""");
        var fact = Assert.IsType<FormSaved>(Assert.Single(change.Facts).Fact);
        Assert.Equal(change.Next.Answers.Digest("5a17"), fact.Sha256);
        Assert.NotEqual(change.Next.Answers.Digest(), fact.Sha256);
        Assert.Equal("5a17", change.Next.Application.Form!.Salt);
    }

    [Fact]
    public void Draft_OfAProgrammeWithAForm_StartsWithEachFieldAndWhatItNeeds()
    {
        Assert.Equal(["summary"], Empty.Application.Form!.Incomplete);
        Assert.Equal(9, Empty.Application.Form.Fields.Count);
        Assert.Null(Examples.Draft().Form);
    }

    [Fact]
    public void Save_IncompleteAnswers_AreKeptAndTheFactHasTheirDigestAlone()
    {
        var change = Save(Empty, """{ "months": 3, "budget": [ { "item": "Devices" } ] }""");

        var fact = Assert.IsType<FormSaved>(Assert.Single(change.Facts).Fact);
        Assert.Equal((change.Next.Answers.Digest(), false), (fact.Sha256, fact.Complete));
        Assert.Equal(["months", "budget"], fact.Changed);
        Assert.Equal(["summary", "budget"], change.Next.Application.Form!.Incomplete);
        Assert.Equal((Examples.Now, change.Next.Answers.Digest()), (change.Next.Application.Form.SavedAt, change.Next.Application.Form.Sha256));
    }

    [Fact]
    public void Save_FaultyAnswers_RefusedWithAllThatIsWrongAndNotWithWhatIsMissing()
    {
        var refusal = Assert.Throws<ProblemException>(() => Save(Empty, """{ "months": 99, "colour": 1, "budget": [ { "item": "12345678901" } ] }"""));

        Assert.Equal("invalid-form", refusal.Type.Slug);
        var faults = Assert.IsAssignableFrom<IReadOnlyList<Fault>>(refusal.Extensions["faults"]);
        Assert.Equal(["form.colour", "form.months", "form.budget[0].item"], faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Save_TheSameAgain_ChangesNothing()
    {
        Assert.Empty(Save(Empty, "{}").Facts);
        var saved = Save(Empty, """{ "total": 10 }""").Next;
        Assert.Empty(Save(saved, """{ "total": 10.00, "contact": "" }""").Facts);
    }

    [Theory]
    [InlineData(true, ApplicationStatus.Submitted)]
    [InlineData(false, ApplicationStatus.Draft)]
    public void Save_LastAnswer_SubmitsWhereTheDocumentsAreThere(bool documents, ApplicationStatus status)
    {
        var state = documents ? Empty with { Application = Examples.Whole(Fund) } : Empty;
        var change = Save(state, FormSample.Complete);

        Assert.Equal(status, change.Next.Application.Status);
        Assert.Equal(documents, change.Facts.Any(fact => fact.Fact is ApplicationSubmitted submitted && submitted.Form == change.Next.Answers.Digest()));
    }

    [Fact]
    public void WhenComplete_LastDocumentWithoutTheForm_Waits()
    {
        var complete = Change.To(Examples.Whole(Fund), "check");
        Assert.Equal(ApplicationStatus.Draft, SubmitApplication.WhenComplete(complete, Answers.None, Fund, Examples.Now).Next.Status);
        var filled = complete.Next with { Form = Save(Empty, FormSample.Complete).Next.Application.Form };
        Assert.Equal(ApplicationStatus.Submitted, SubmitApplication.WhenComplete(Change.To(filled, "check"), Answers.None, Fund, Examples.Now).Next.Status);
    }

    [Fact]
    public void Submit_FormIncomplete_NamesTheFieldsByLabel()
    {
        var refusal = Assert.Throws<ProblemException>(() => SubmitApplication.Decide(Examples.Whole(Fund), Answers.None, Fund, "u1", Examples.Now));

        Assert.Equal(("form-incomplete", "Summary", "简介"), (refusal.Type.Slug, refusal.Detail!.English, refusal.Detail.Chinese));
    }

    [Theory]
    [InlineData(10_000 * 3 * 6, true)]
    [InlineData(10_000 * 3 * 7, false)]
    public void Save_AnswersUpToTheLimit_AreTakenAndLargerOnesRefused(int bytes, bool taken)
    {
        var definition = FormSample.With($"[{string.Join(",", Enumerable.Range(1, 7).Select(number =>
            $$"""{ "kind": "Text", "key": "t-{{number}}", "label": { "zh-CN": "文", "en": "T" }, "maxLength": 10000 }"""))}]");
        var answers = Enumerable.Range(1, bytes / 30_000).ToDictionary(number => $"t-{number}", _ => new string('文', 10_000));
        var empty = new ApplicationForm(Examples.Draft(definition), Answers.None);
        Change<ApplicationForm> Do() => SaveForm.Decide(empty, definition, FormRules.Check(definition.Form, JsonSerializer.SerializeToElement(answers), null), "u1", Examples.Now);

        if (taken) Assert.Single(Do().Facts);
        else Assert.Equal("answers-too-large", Examples.Slug(() => Do()));
    }

    [Theory]
    [InlineData(ApplicationStatus.Submitted)]
    [InlineData(ApplicationStatus.Withdrawn)]
    [InlineData(ApplicationStatus.Approved)]
    public void Save_SubmittedOrOver_Refused(ApplicationStatus status) => Assert.Equal(
        "not-open", Examples.Slug(() => Save(Empty with { Application = Empty.Application with { Status = status } }, FormSample.Complete)));

    [Fact]
    public void Save_ProgrammeWithoutAForm_Refused() => Assert.Equal("not-open", Examples.Slug(() => SaveForm.Decide(
        new ApplicationForm(Examples.Draft(), Answers.None), Examples.Fund, FormRules.Check([], FormSample.Parse("{}"), null), "u1", Examples.Now)));

    [Fact]
    public void Save_Returned_TakesTheNamedFieldsAloneAndSubmitsWithTheLast()
    {
        var returned = Returned("months", "budget");
        Assert.Equal(["months", "budget"], SaveForm.Open(returned.Application, Fund));
        var refusal = Assert.Throws<ProblemException>(() => Save(returned, FormSample.Changed("summary", "\"Another one\"").GetRawText()));
        Assert.Equal(("not-open", "The supplement does not ask for these fields: Summary"), (refusal.Type.Slug, refusal.Detail!.English));

        var first = Save(returned, FormSample.Changed("months", "3").GetRawText());
        Assert.Equal(ApplicationStatus.Returned, first.Next.Application.Status);
        Assert.Equal(["budget"], first.Next.Application.Form!.Fields.Where(field => field.ToCorrect).Select(field => field.Key));

        var second = Save(first.Next, """
            { "summary": "A test platform", "contact": "lin@example.cn", "months": 3, "total": 300.5, "field": "ai", "goals": ["b", "a"],
              "start": "2026-05-01", "end": "2027-05-01", "budget": [ { "item": "Devices", "amount": 100 }, { "item": "People", "amount": 200.50 } ] }
            """);
        var again = Assert.IsType<ApplicationResubmitted>(second.Facts[^1].Fact);
        Assert.Equal((1, second.Next.Answers.Digest()), (again.Round, again.Form));
        Assert.Equal(["months", "budget"], again.ChangedFields);
        Assert.Empty(again.Changed);
        Assert.DoesNotContain(second.Next.Application.Form!.Fields, field => field.ToCorrect);
    }

    [Fact]
    public void Submit_ReturnedFieldUnchanged_ExplicitlyConfirmsIt()
    {
        var change = SubmitApplication.Decide(Returned("months").Application, Answers.None, Fund, "u1", Examples.Now);
        Assert.Equal(ApplicationStatus.Submitted, change.Next.Status);
        Assert.DoesNotContain(change.Next.Form!.Fields, field => field.ToCorrect);
    }

    [Fact]
    public void Return_FieldThatTheFormLacks_Throws() =>
        Assert.Throws<ArgumentException>(() => ReturnApplication.Decide(Submitted().Application, 1, [new ReturnItem(null, "r", "colour")], "officer"));

    [Fact]
    public void Return_DocumentAndField_FactNamesBoth()
    {
        var change = ReturnApplication.Decide(Submitted().Application, 1, [new("budget", "a"), new(null, "b", "budget"), new(null, "c", "budget")], "officer");

        var fact = Assert.IsType<ApplicationReturned>(Assert.Single(change.Facts).Fact);
        Assert.Equal(["budget"], fact.Documents);
        Assert.Equal(["budget"], fact.Fields);
        Assert.Equal("b\nc", change.Next.Returned[1].Reason);
    }

    private static ApplicationForm Submitted() => Save(Empty with { Application = Examples.Whole(Fund) }, FormSample.Complete).Next;

    private static ApplicationForm Returned(params string[] fields)
    {
        var submitted = Submitted();
        return submitted with
        {
            Application = ReturnApplication.Decide(submitted.Application, 1, [.. fields.Select(field => new ReturnItem(null, "unclear", field))], "officer").Next,
        };
    }

    private static Change<ApplicationForm> Save(ApplicationForm state, string answers) =>
        SaveForm.Decide(state, Fund, FormRules.Check(Fund.Form, FormSample.Parse(answers), null), "u1", Examples.Now);
}
