using System.Reflection;
using System.Text;
using System.Text.Json;
using FunctionsApp;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Platform;

public class MomentByOffsetTests
{
    /// <summary>Every moment of every body: the record and the member's name.</summary>
    public static readonly TheoryData<Type, string> Moments = [.. MembersOf(typeof(DateTimeOffset))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03-09T09:00:00+08:00", "2026-03-09T01:00:00Z")]
    [InlineData("2026-03-02T01:01Z", "2026-03-02T01:01:00Z")]
    [InlineData("2026-03-02T02:00:00.5-01:30", "2026-03-02T03:30:00.5Z")]
    [InlineData("2026-03-02T02:00:00-00:00", "2026-03-02T02:00:00Z")]
    public void Find_WithAnOffset_IsThatMoment(string text, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc), MomentByOffset.Find(text));

    [Theory]
    [InlineData("2026-03-04T09:00:00")]
    [InlineData("2026-03-04 09:00:00+08:00")]
    [InlineData("2026-03-04")]
    [InlineData("2026-03-04+08:00")]
    [InlineData("2026-13-04T09:00:00Z")]
    [InlineData("2026-03-04T09:00:00+15:00")]
    [InlineData("tomorrow-")]
    [InlineData("")]
    [InlineData(null)]
    public void Find_WithoutOffsetOrNoTime_IsNull(string? text) => Assert.Null(MomentByOffset.Find(text));

    [Fact]
    public void Moments_OfBodies_AreFound() => Assert.Superset(
        new HashSet<string> { "Signal.Expires", "UpdateBody.Expires", "AlertBody.PublishAt" },
        MembersOf(typeof(DateTimeOffset)).Select(member => $"{member.Item1.Name}.{member.Item2}").ToHashSet());

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Body_TimeWithoutOffset_IsRefusedByTheMembersName(Type body, string member)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(member);
        foreach (var text in new[] { "2026-12-01T18:00:00", "2026-12-01" })
        {
            var request = new DefaultHttpContext().Request;
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"{name}\":\"{text}\"}}"));

            var refusal = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(body, request));

            Assert.Equal("malformed-json", refusal.Type.Slug);
            Assert.Contains(
                $"{name}: must be a time with an offset, for example 2026-03-09T09:00:00+08:00",
                refusal.Errors.Select(error => error.Message.English));
        }
    }

    /// <summary>A time of another type would escape the rule.</summary>
    [Fact]
    public void Bodies_HaveNoTimesButMoments() => Assert.Empty(MembersOf(typeof(DateTime)).Concat(MembersOf(typeof(TimeOnly))));

    [Fact]
    public void Strict_NumberLongerThanADecimal_IsRefusedAndNotRounded()
    {
        decimal Read(string number) => JsonSerializer.Deserialize<decimal>(number, AppJson.Strict);

        Assert.Equal(1.25m, Read("1.25"));
        Assert.Equal(-30.5m, Read("-30.5"));
        Assert.Equal(9999999999999999999999999999m, Read(new string('9', 28)));
        Assert.Throws<UnreadableValueException>(() => Read("1.0000000000000000000000000000001"));
        Assert.Throws<UnreadableValueException>(() => Read(new string('9', 29)));
        Assert.Throws<UnreadableValueException>(() => Read("1e2"));
        Assert.Throws<UnreadableValueException>(() => Read("\"1\""));
    }

    private static async Task ReadAsync(Type body, HttpRequest request) => await (Task)typeof(JsonBody)
        .GetMethod(nameof(JsonBody.ReadJsonAsync))!.MakeGenericMethod(body).Invoke(null, [request, Cancellation])!;

    private static IEnumerable<(Type, string)> MembersOf(Type type) =>
        from body in Bodies().SelectMany(Parts).Distinct()
        from member in body.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) == type
        select (body, member.Name);

    private static IEnumerable<Type> Bodies()
    {
        var types = typeof(AppComposition).Assembly.GetTypes();
        return types.SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<OperationAttribute>()?.Request)
            .OfType<Type>().Where(type => !type.IsInterface)
            .Concat(types.Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IAnswer))))
            .Append(typeof(Signal)).Distinct();
    }

    /// <summary>The record and the records that it is made of.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        var element = type.IsGenericType ? type.GenericTypeArguments[0] : type;
        if (element.Namespace?.StartsWith(nameof(FunctionsApp), StringComparison.Ordinal) != true || element.IsEnum) return [];
        return [element, .. element.GetProperties().Where(member => member.PropertyType != element)
            .SelectMany(member => Parts(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType))];
    }
}
