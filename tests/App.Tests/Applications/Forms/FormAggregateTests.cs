using System.Collections.Immutable;
using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using App.Tests.Programmes.Fields;
using CsCheck;
using FunctionsApp.City;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Reviews;

namespace App.Tests.Applications.Forms;

public sealed class FormAggregateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Valid answers of any kind of field pass, come back from the store as they went in, and are their own one form.</summary>
    [Fact]
    public Task Answers_AnyValid_PassAndSurviveTheStore() => Object(FormSample.Form).SampleAsync(async given =>
    {
        var definition = FormSample.With(FormSample.Json);
        var check = FormRules.Check(definition.Form, FormSample.Parse(given.ToJsonString()), null);
        Assert.DoesNotContain(check.Faults, fault => !fault.Incomplete && fault.Code != "before");
        if (check.Faults.Any(fault => !fault.Incomplete)) return;

        var store = new StoreUnderTest(FormAggregate.Kind).Store;
        await store.PutAsync(ApplicationAggregate.Kind, Examples.Id, _ => Change.To(Examples.Draft(definition), "u1", new FormSaved("", false, [])), Cancellation);
        await store.ChangeAsync(FormAggregate.Kind, Examples.Id, state => SaveForm.Decide(state, definition, check, "u1", Examples.Now), Cancellation);
        var read = (await store.GetAsync(FormAggregate.Kind, Examples.Id, Cancellation)).State;

        Assert.Equal(check.Answers.Json(), read.Answers.Json());
        Assert.Equal(read.Answers.Digest(), FormRules.Check(definition.Form, read.Answers.Values, null).Answers.Digest());
        Assert.Equal(read.Answers.Digest(), read.Application.Form!.Sha256);
    }, iter: 60, threads: 1);

    [Fact]
    public async Task Answers_OtherFeaturesChangeTheApplication_Stay()
    {
        var definition = FormSample.With(FormSample.Json);
        var store = new StoreUnderTest(FormAggregate.Kind).Store;
        var check = FormSample.Check(FormSample.Complete);
        await store.PutAsync(ApplicationAggregate.Kind, Examples.Id, _ => Change.To(Examples.Draft(definition), "u1", new FormSaved("", false, [])), Cancellation);
        await store.ChangeAsync(FormAggregate.Kind, Examples.Id, state => SaveForm.Decide(state, definition, check, "u1", Examples.Now), Cancellation);

        await store.ChangeAsync(DocumentAggregate.Kind, Examples.Id, state => Change.To(state, "x", new FormSaved("", false, [])), Cancellation);
        var review = await store.ChangeAsync(ReviewAggregate.Kind, Examples.Id, state => Change.To(state, "x", new FormSaved("", false, [])), Cancellation);

        Assert.Equal(check.Answers.Digest(), review.State.Answers.Digest());
        Assert.Equal(check.Answers.Digest(), (await store.GetAsync(FormAggregate.Kind, Examples.Id, Cancellation)).State.Answers.Digest());
    }

    private static Gen<JsonObject> Object(IReadOnlyList<Field> fields) =>
        fields.Aggregate(
            Gen.Const(ImmutableList<(string Key, JsonNode? Value)>.Empty),
            (members, field) => Gen.Select(members, Value(field), Gen.Bool, (list, value, given) => given ? list.Add((field.Key, value)) : list))
            .Select(members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));

    private static Gen<JsonNode?> Value(Field field) => field switch
    {
        TextField { Pattern: TextPattern.Email } => Gen.Char['a', 'z'].Array[1, 8].Select(JsonNode? (name) => $"{new string(name)}@example.cn"),
        TextField text => Gen.OneOf(Gen.Char['!', '~'], Gen.Char['一', '鿿'], Gen.Const('"'), Gen.Const('\\')).Array[Math.Max(1, text.MinLength), text.MaxLength]
            .Select(JsonNode? (characters) => new string(characters)),
        DecimalField number => Gen.Long[(long)((number.Min ?? -1000) * 10), (long)((number.Max ?? 1000) * 10)].Select(JsonNode? (tenths) => JsonValue.Create(tenths / 10m)),
        ChoiceField { Several: true } choice => Gen.Shuffle(choice.Options.ToArray(), choice.MaxChosen ?? choice.Options.Count)
            .Select(JsonNode? (chosen) => new JsonArray([.. chosen.Select(option => JsonValue.Create(option.Value))])),
        ChoiceField choice => Gen.Int[0, choice.Options.Count - 1].Select(JsonNode? (place) => choice.Options[place].Value),
        DateField => Gen.Int[0, 700].Select(JsonNode? (days) => BeijingTime.Text(new DateOnly(2026, 1, 1).AddDays(days))),
        TableField table => Object(table.Columns).Array[0, table.MaxRows].Select(JsonNode? (rows) => new JsonArray([.. rows.Select(row => row.DeepClone())])),
        _ => throw new NotSupportedException(field.GetType().Name),
    };
}
