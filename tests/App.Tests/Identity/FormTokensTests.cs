using System.Security.Cryptography;
using System.Text;
using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Identity;

public class FormTokensTests
{
    private const string Public = "https://programme.example";
    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public async Task Form_ShownByOneInstance_IsTakenByAnother()
    {
        var http = Posted("lin");
        var body = ShownForm.Send(http, "a=1");
        http.RequestServices = ShownForm.ServicesAt(Public, New);

        Assert.Equal("1", (await ReadAsync(http, body))["a"]);
    }

    /// <summary>Key 0 protects, all unprotect: like the callback tokens of which the keys are made.</summary>
    [Fact]
    public async Task Form_ShownBeforeTheKeyWasRotated_IsTakenUntilTheOldKeyIsDropped()
    {
        foreach (var (before, after, taken) in new (byte[][], byte[][], bool)[]
        {
            ([Old], [New, Old], true), ([New, Old], [New], true), ([Old], [New], false),
        })
        {
            var http = Posted("lin", ShownForm.ServicesAt(Public, before));
            var body = ShownForm.Send(http, "a=1");
            http.RequestServices = ShownForm.ServicesAt(Public, after);

            if (taken) Assert.Equal("1", (await ReadAsync(http, body))["a"]);
            else Assert.Equal("form-not-shown", await SlugAsync(http, body));
        }
    }

    [Fact]
    public async Task Form_ShownToAnother_IsRefused()
    {
        var http = Posted("lin");

        Assert.Equal("form-not-shown", await SlugAsync(http, ShownForm.Send(http, "a=1", shownTo: Caller("zhao"))));
    }

    [Fact]
    public async Task Form_WithoutItsProofOrItsCookie_IsRefused()
    {
        var http = Posted("lin");
        var body = ShownForm.Send(http, "a=1");
        Assert.Equal("form-not-shown", await SlugAsync(http, "a=1"));

        http = Posted("lin");
        ShownForm.Send(http, "a=1");
        http.Request.Headers.Cookie = "other=1";
        Assert.Equal("form-not-shown", await SlugAsync(http, body));
    }

    /// <summary>The cookie belongs to this host alone and to TLS, where the public address has it.</summary>
    [Theory]
    [InlineData(Public, "__Host-form=", true)]
    [InlineData("http://localhost:7071", "form=", false)]
    public async Task Page_WithAForm_HasTheProofAndSetsItsCookie(string address, string cookie, bool secure)
    {
        var http = Posted("lin", ShownForm.ServicesAt(address, New));
        http.Response.Body = new MemoryStream();

        await new RazorComponentResult<TwoForms>().ExecuteAsync(http);

        var page = Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());
        Assert.Equal(2, page.Split($"<input type=\"hidden\" name=\"{FormBody.Proof}\" value=\"").Length - 1);
        var set = http.Response.Headers.SetCookie.ToString();
        Assert.StartsWith(cookie, set);
        Assert.Contains("; path=/", set);
        Assert.Contains("; samesite=lax; httponly", set);
        Assert.Equal(secure, set.Contains("; secure", StringComparison.Ordinal));
        Assert.DoesNotContain("domain=", set);
        Assert.Contains("no-store", http.Response.Headers.CacheControl.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithoutAForm_SetsNoCookie()
    {
        var http = Posted("lin");

        await new RazorComponentResult<NoForm>().ExecuteAsync(http);

        Assert.Empty(http.Response.Headers.SetCookie.ToString());
    }

    [Fact]
    public void Keys_AreDerived_AndNotTheCallbackKeyItself()
    {
        var services = ShownForm.ServicesAt(Public, New, Old);
        var keys = services.GetRequiredService<DerivedKeys>();

        var text = string.Concat(keys.GetAllElements());
        Assert.DoesNotContain(Convert.ToBase64String(New), text, StringComparison.Ordinal);
        Assert.Equal(2, keys.GetAllElements().Select(key => key.Attribute("id")!.Value).Distinct().Count());
        Assert.Throws<NotSupportedException>(() => keys.StoreElement(keys.GetAllElements().First(), "key"));
        var protector = services.GetDataProtector("test");
        Assert.Equal("x", protector.Unprotect(protector.Protect("x")));
    }

    private static DefaultHttpContext Posted(string person, IServiceProvider? services = null)
    {
        var http = new DefaultHttpContext
        {
            RequestServices = services ?? ShownForm.ServicesAt(Public, New),
            Request = { Method = "POST", ContentType = ShownForm.Media, Scheme = "https", Host = new HostString("programme.example") },
        };
        http.Features.Set(Caller(person));
        return http;
    }

    private static Caller Caller(string id) => new(id, id, null, new HashSet<Role>(), null, null, Language.English);

    private static Task<IFormCollection> ReadAsync(HttpContext http, string body)
    {
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return http.Request.ReadFormBodyAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> SlugAsync(HttpContext http, string body) =>
        (await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(http, body))).Type.Slug;

    private sealed class TwoForms : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            for (var form = 0; form < 2; form++)
            {
                builder.OpenComponent<PostForm>(0);
                builder.AddAttribute(1, nameof(PostForm.Page), new PageContext(Language.English, null, "/", [], []));
                builder.AddAttribute(2, nameof(PostForm.Action), "/a");
                builder.CloseComponent();
            }
        }
    }

    private sealed class NoForm : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "No form.");
    }
}
