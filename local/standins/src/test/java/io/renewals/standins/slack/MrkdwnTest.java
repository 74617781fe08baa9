package io.renewals.standins.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            *bold* and _slanted_ | <strong>bold</strong> and <em>slanted</em>
            ~gone~ `a*b*c` | <s>gone</s> <code>a*b*c</code>
            2*3*4 snake_case_name | 2*3*4 snake_case_name
            *Price* &amp; plan &lt;b&gt; | <strong>Price</strong> &amp; plan &lt;b&gt;
            <script>alert(1)</script> | &lt;script&gt;alert(1)&lt;/script&gt;
            <javascript:alert(1)> | &lt;javascript:alert(1)&gt;
            <!channel> now | <span class="mention loud">@channel</span> now
            &lt;!channel&gt; now | &lt;!channel&gt; now
            hi <@U0MARIA> | hi <span class="mention">@U0MARIA</span>
            &gt; said so | <blockquote>said so</blockquote>
            :warning: :no_such: | ⚠️ :no_such:
            """)
    void rendersMarkupAndNothingElse(String text, String html) {
        assertThat(Mrkdwn.html(text)).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource({"https://x.example/?a=1&amp;b=2", "https://x.example/\"onclick=\"x"})
    void aLinkIsQuoted(String url) {
        assertThat(Mrkdwn.html("<" + url + ">"))
                .startsWith("<a href=\"https://x.example/")
                .doesNotContain("\"onclick");
    }
}
