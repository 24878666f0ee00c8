using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform.Http;

public sealed class SignInTests
{
    private static readonly SignIn SignIn = new(new ConfigurationBuilder().Build());

    [Theory]
    [InlineData("/api/assignments/a/answer", "?token=t", "%2Fapi%2Fassignments%2Fa%2Fanswer%3Ftoken%3Dt")]
    [InlineData("//evil.example/x", "", "%2F")]
    [InlineData("/\\evil.example", "", "%2F")]
    public void SignIn_ComesBackToThisHostAlone(string path, string query, string back)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString) = (path, new QueryString(query));

        Assert.Equal(
            [$"/.auth/login/aad?post_login_redirect_uri={back}", $"/.auth/login/applicants?post_login_redirect_uri={back}"],
            SignIn.Doors(request).Select(door => door.Address));
        Assert.Equal($"/.auth/logout?post_logout_redirect_uri={back}", SignIn.Leave(request));
    }
}
