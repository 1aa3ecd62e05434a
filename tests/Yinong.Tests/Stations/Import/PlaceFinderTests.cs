using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.Import;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Import;

/// <summary>Places by the names that people write, from a county's and from the nation's desk.</summary>
public class PlaceFinderTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("370102", "姚家街道姚家村", "370102011201")]
    [InlineData("370102", "姚家姚家", "370102011201")]
    [InlineData("370102", "姚家村", "370102011201")]
    [InlineData("370102", "历下区姚家街道办事处浆水泉村委会", "370102011202")]
    [InlineData("370102", "山东省济南市历下区龙洞街道中井", "370102012201")]
    [InlineData("370102", "山东济南历下龙洞转山西路社区", "370102012002")]
    [InlineData("370102", "历下区/龙洞街道/石河岭村", "370102012202")]
    [InlineData("370102", "历下区", "370102")]
    [InlineData("370102", "姚家街道", "370102011")]
    [InlineData("00", "天津市宝坻区海滨街道前白庙村", "120115001201")]
    [InlineData("00", "天津市市辖区和平区小白楼街道泰安道社区", "120101002002")]
    [InlineData("42", "武汉江岸谌家矶街道先锋村", "420102016206")]
    [InlineData("00", "湖北省仙桃市沙嘴街道九十墩村", "429004001200")]
    [InlineData("00", "广东省东莞市石碣镇唐洪村", "441900101200")]
    [InlineData("00", "广东省广州市荔湾区沙面街道翠洲社区", "440103001101")]
    public void Names_lead_to_their_place(string home, string names, string code) => Assert.Equal(code, Finder(home).ByNames(names, "").Place?.ToString());

    [Theory]
    [InlineData("370102", "商河县许商街道靠城贾家村", "out-of-reach")]
    [InlineData("370102", "天津市宝坻区海滨街道前白庙村", "out-of-reach")]
    [InlineData("370102", "姚家街道没有的村", "name-unknown-in")]
    [InlineData("370102", "不知哪里", "name-unknown")]
    [InlineData("00", "姚家村", "name-unknown")]
    public void What_leads_nowhere_says_why(string home, string names, string fault) => Assert.Equal(fault, Finder(home).ByNames(names, "").Code);

    [Theory]
    [InlineData("姚家街道姚家村民委误")]
    [InlineData("姚家街道姚佳村")]
    [InlineData("姚佳街道姚家村")]
    public void A_name_that_is_nearly_right_is_proposed(string names) => Assert.Equal("370102011201", Finder("370102").ByNames(names, "").Fixes?.FirstOrDefault());

    [Theory]
    [InlineData("370102011201", null, null)]
    [InlineData("370126001201", "out-of-reach", null)]
    [InlineData("37010201120", "code-length", "370102011201")]
    [InlineData("3701020112011", "code-length", "370102011201")]
    [InlineData("370102011203", "code-unknown", "370102011201")]
    [InlineData("999999999999", "code-unknown", null)]
    [InlineData("370102011000", null, null)]
    public void Codes_are_found_or_guessed(string code, string? fault, string? guess)
    {
        var found = Finder("370102").ByCode(code, "姚家村益农信息社");
        Assert.Equal((fault, guess), (found.Code, found.Fixes?.FirstOrDefault()));
    }

    PlaceFinder Finder(string home) => new(app.Services.GetRequiredService<DivisionTree>(), Reach.Of(DivisionCode.Parse(home)), new(2018, 10, 31));
}
